import { text } from "node:stream/consumers";
import { CommandError } from "./errors";

/** A new password from the terminal, unseen and typed twice, or the first line of a pipe. */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return readPiped("password");
  return askTwice("password");
}

/** The passphrase of a backup, the same way; one that opens a backup is typed once. */
export async function askPassphrase({ isNew }: { isNew: boolean }): Promise<string> {
  if (!process.stdin.isTTY) return readPiped("passphrase");
  return isNew ? askTwice("passphrase") : readHidden("Passphrase of the backup: ");
}

async function readPiped(what: string): Promise<string> {
  const [line = ""] = (await text(process.stdin)).split(/\r?\n/);
  if (line) return line;
  throw new CommandError(
    `No ${what} came in. Type it at the prompt, or pipe it in on the first line.`,
  );
}

async function askTwice(what: string): Promise<string> {
  const named = what.charAt(0).toUpperCase() + what.slice(1);
  const first = await readHidden(`${named} (at least 15 characters): `);
  const second = await readHidden("Once more: ");
  if (first !== second) throw new CommandError(`The two ${what}s differ. Nothing was created.`);
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
