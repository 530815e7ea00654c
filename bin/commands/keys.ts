import { wearOf, type KeyUse } from "@/lib/keys/key-uses";
import { addKey, listKeys, removeKey, rotateKeys } from "@/lib/keys/rotate";
import { listServers } from "@/lib/servers/list-servers";
import { progressLine } from "./backup-words";
import { operatorContext } from "./context";
import { withWords } from "./errors";

type Given = Record<string, string | boolean | undefined>;

/** `keys status`: every key, what it is for, how many stored values it wraps, and how often it was used. */
export async function keysStatus(): Promise<void> {
  const ctx = await operatorContext();
  const keys = await listKeys(ctx);
  const width = Math.max(...keys.map(({ id }) => id.length));
  for (const { id, isPrimary, isLoaded, values, use } of keys) {
    const role = isPrimary ? "writes" : isLoaded ? "reads" : "NOT LOADED";
    say(`${id.padEnd(width)}  ${role.padEnd(10)}  ${valuesOf(values)}${usesOf(use)}`);
  }
  for (const { id, isPrimary, use } of keys)
    if (isPrimary && wearOf(id, use?.wraps ?? 0)) say(wearOf(id, use?.wraps ?? 0));
  say(`Keys come from ${ctx.env.keyFile ?? "the variable PORTICO_ENCRYPTION_KEYS"}.`);
  for (const { name, keyIds } of await listServers(ctx)) say(`${name} has ${keyIds.join(", ")}.`);
}

/** `keys add`: a new key that only reads, so that every server can have it before anything needs it. */
export async function keysAdd(): Promise<void> {
  const ctx = await operatorContext();
  const id = await withWords(addKey(ctx));
  say(`Added ${id} to ${ctx.env.keyFile}. Nothing is sealed under it yet.`);
  say("Servers on this machine have it within seconds; give the file to those on others.");
  say("Keep a copy of the file, then go on: npm run portico -- keys rotate");
}

/** `keys rotate [KEY]`: seals everything under the newest key, or another, while servers work. */
export async function keysRotate({ key }: Given): Promise<void> {
  const ctx = await operatorContext();
  const progress = progressLine();
  const before = new Map((await listKeys(ctx)).map(({ id, values }) => [id, values]));
  const all = [...before.values()].reduce((sum, values) => sum + values, 0);
  try {
    const { to, done, unreadable } = await withWords(
      rotateKeys(ctx, typeof key === "string" ? key : undefined, {
        onStep: (words) => progress.show(words),
        onProgress: (sealed) => progress.show(`${sealed} of up to ${all} sealed under a new key`),
      }),
    );
    progress.end();
    say(`${valuesOf(done)} sealed anew; everything is under ${to}.`);
    for (const [table, values] of Object.entries(unreadable))
      say(`${valuesOf(values)} of ${table} cannot be opened with any loaded key and stayed.`);
    say("Other keys are still loaded. Once no backup from before is needed: keys remove KEY");
  } finally {
    progress.end();
  }
}

/** `keys remove KEY`: takes a key away that nothing is sealed under any more, and puts it aside. */
export async function keysRemove({ key }: Given): Promise<void> {
  const ctx = await operatorContext();
  const { aside } = await withWords(removeKey(ctx, String(key)));
  say(`Removed ${String(key)}. It was put into ${aside}: backups from before need it.`);
  say("Delete that file once there are none.");
}

function valuesOf(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "value" : "values"}`;
}

function usesOf(use: KeyUse | null): string {
  if (!use) return "";
  const times = `${use.wraps.toLocaleString("en")} ${use.wraps === 1 ? "use" : "uses"}`;
  return `, ${times} since ${use.countedSince.toISOString().slice(0, 10)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
