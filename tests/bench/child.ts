import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { handedOver } from "@/lib/settings/handed-over.mjs";

/** A program of the benchmarks in a process of its own, that listens on a port. */
export interface Child {
  port: number;
  url: string;
  /** Sends a word and gives back what it answers. */
  ask<T>(word: string): Promise<T>;
  end(): void;
}

/** @param env beside the environment and the secrets of this process */
export async function startChild(
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Child> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(program, args, {
    execArgv: ["--conditions=react-server", "--expose-gc", "--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production", ...handedOver(), ...env },
  });
  const { port } = await message<{ port: number }>(child);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    ask<T>(word: string) {
      const answer = message<T>(child);
      child.send(word);
      return answer;
    },
    end: () => void child.kill("SIGKILL"),
  };
}

async function message<T>(child: ChildProcess): Promise<T> {
  const [said] = (await once(child, "message")) as [T];
  return said;
}
