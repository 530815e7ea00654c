import { text } from "node:stream/consumers";
import { CommandError } from "./errors";

/** A password from the terminal, unseen and typed twice, or the first line of a pipe. */
export async function askPassword(): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) {
    const [line = ""] = (await text(stdin)).split(/\r?\n/);
    if (!line)
      throw new CommandError(
        "No password came in. Type it at the prompt, or pipe it in on the first line.",
      );
    return line;
  }
  const first = await readHidden("Password (at least 15 characters): ");
  const second = await readHidden("Once more: ");
  if (first !== second) throw new CommandError("The two passwords differ. Nothing was created.");
  return first;
}

function readHidden(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed = "";
    const finish = (done: () => void) => {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
      done();
    };
    const onData = (chunk: string) => {
      for (const key of chunk) {
        if (key === "\r" || key === "\n") return finish(() => resolve(typed));
        if (key === "\u0003")
          return finish(() => reject(new CommandError("Cancelled. Nothing was created.")));
        typed = key === "\u007f" || key === "\b" ? [...typed].slice(0, -1).join("") : typed + key;
      }
    };
    stdin.on("data", onData);
  });
}
