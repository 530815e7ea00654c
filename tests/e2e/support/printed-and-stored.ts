import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { filesBelow } from "./canary";
import type { Told } from "./crawl";
import type { Stack } from "./stack";

/**
 * What an installation says beside its answers, and what it keeps.
 * @returns printed: by its commands, in a bundle for support, in its log; stored: a backup, opened, first, then the
 *   database and the files of the data folder
 */
export async function printedAndStored(stack: Stack): Promise<{ printed: Told[]; stored: Told[] }> {
  const printed: Told[] = [];
  const bundle = join(stack.dataDir, "bundle.json");
  const backup = join(stack.dataDir, "portico.backup");
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const commands = [
    ["doctor", "--bundle", bundle],
    ["keys", "status"],
    ["api-keys", "list"],
    ["audit", "verify"],
    ["backup", backup, "--recipient", recipient],
  ];
  const texts = await Promise.all(commands.map((args) => stack.cli(args)));
  for (const [n, text] of texts.entries())
    printed.push({ place: `portico ${commands[n]?.[0]}`, text });
  printed.push({ place: "the bundle", text: readFileSync(bundle, "utf8") });
  printed.push({ place: "the log", text: stack.output() });

  const opener = new Decrypter();
  opener.addIdentity(identity);
  const opened = gunzipSync(await opener.decrypt(readFileSync(backup))).toString("utf8");
  const dump = await (await stack.database()).dump();
  const stored = [
    { place: "the backup", text: opened },
    { place: "the database", text: dump },
    ...filesBelow(stack.dataDir, (path) => !/^(secrets|postgres|postgres-users)\//.test(path)),
  ];
  return { printed, stored };
}
