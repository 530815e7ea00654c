import "server-only";
import { recordAlone } from "@/lib/audit/record";
import { rememberKeys } from "@/lib/boot";
import type { Context } from "@/lib/context";
import { keysOf, parseKeyring, keysAsText, type EncryptionKey } from "@/lib/crypto/keyring";
import { AppError } from "@/lib/errors";
import { listServers } from "@/lib/servers/list-servers";
import { listSpillFiles } from "@/lib/spill/left-answers";
import { sealedUnder } from "@/lib/crypto/seal";
import { spillFolder } from "@/lib/spill/spill";
import { readKeyUses, type KeyUse } from "./key-uses";
import { newKey, putAside, writeKeyFile } from "./key-file";
import { countByKey, reseal, type Resealed, type ResealOptions } from "./reseal";
import { say } from "@/lib/say/say";

/** Longer than a server needs to see that the key file has changed, in milliseconds. */
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 250;

export interface RotateOptions extends ResealOptions {
  onStep?(words: string): void;
  /** How long servers may take to have the key, in milliseconds. */
  patienceMs?: number;
}

export interface KeyView {
  id: string;
  /** Whether new values are sealed under it. */
  isPrimary: boolean;
  isLoaded: boolean;
  values: number;
  /** How often it was used to seal; null while that was never counted. */
  use: KeyUse | null;
}

/** Every key that is loaded or needed, the writing one first. */
export async function listKeys(ctx: Context): Promise<KeyView[]> {
  const [counts, uses] = await Promise.all([countByKey(ctx), readKeyUses(ctx)]);
  const { ids, primary } = ctx.vault.keyring;
  const others = [...counts.keys()].filter((id) => !ids.includes(id)).sort();
  return [...ids, ...others].map((id) => ({
    id,
    isPrimary: id === primary.id,
    isLoaded: ids.includes(id),
    values: counts.get(id) ?? 0,
    use: uses.get(id) ?? null,
  }));
}

/** Adds a key behind the others: it is read with, and nothing is sealed under it yet. @returns its id */
export async function addKey(ctx: Context): Promise<string> {
  const file = keyFileOf(ctx);
  const keys = keysOf(ctx.vault.keyring);
  const key = newKey(ctx.vault.keyring.ids);
  await takeUp(ctx, file, [...keys, key]);
  await recordAlone(ctx, { action: "keys.added", details: { keyId: key.id } });
  return key.id;
}

/**
 * Makes a key the writing one on every server, then seals every stored value under it. Safe to do again: it goes on where
 * it was interrupted.
 * @param id when absent the newest; where the keys come from a variable, the one its owner put first
 * @throws AppError invalid_input with `fields.key`; the signal's reason
 */
export async function rotateKeys(
  ctx: Context,
  id: string | undefined,
  options: RotateOptions = {},
): Promise<Resealed & { to: string }> {
  const { onStep = () => undefined, patienceMs = PATIENCE_MS } = options;
  const keys = keysOf(ctx.vault.keyring);
  const target = id === undefined ? await targetOf(ctx, keys) : keys.find((key) => key.id === id);
  if (!target)
    throw wrong(say("There is no key {id}. See: portico keys status.", { id: String(id) }));
  onStep(`Waiting until every server has the key ${target.id}`);
  await everywhere(
    ctx,
    (ids) => ids.includes(target.id),
    say("the key {id} is not loaded", { id: target.id }),
    patienceMs,
  );
  if (ctx.vault.keyring.primary.id !== target.id) {
    const file = keyFileOf(ctx);
    await takeUp(ctx, file, [target, ...keys.filter((key) => key !== target)]);
    onStep(`Waiting until every server seals under ${target.id}`);
    await everywhere(
      ctx,
      ([first]) => first === target.id,
      say("{id} is not the first key", { id: target.id }),
      patienceMs,
    );
  }
  onStep(`Sealing everything under ${target.id}`);
  const resealed = await reseal(ctx, options);
  await recordAlone(ctx, {
    action: "keys.rotated",
    details: { keyId: target.id, values: resealed.done, unreadable: resealed.unreadable },
  });
  return { ...resealed, to: target.id };
}

/**
 * Takes a key away that nothing is sealed under any more, once it is safe beside the key file: backups from before need it.
 * @returns the file it was put into
 * @throws AppError invalid_input with `fields.key`
 */
export async function removeKey(ctx: Context, id: string): Promise<{ aside: string }> {
  const file = keyFileOf(ctx);
  const keys = keysOf(ctx.vault.keyring);
  const key = keys.find((one) => one.id === id);
  if (!key) throw wrong(say("There is no key {id}. See: portico keys status.", { id: String(id) }));
  if (ctx.vault.keyring.primary.id === id)
    throw wrong(
      say("New values are sealed under {id}. Add another key and rotate to it first.", { id }),
    );
  await everywhere(
    ctx,
    ([first]) => first !== id,
    say("{id} is still the first key", { id }),
    PATIENCE_MS,
  );
  const left = (await countByKey(ctx)).get(id) ?? 0;
  const kept = await countKept(ctx, id);
  if (left + kept > 0)
    throw wrong(
      say.count(
        left + kept,
        "{count:number} value is still sealed under {id}. Seal them anew first: portico keys rotate.",
        "{count:number} values are still sealed under {id}. Seal them anew first: portico keys rotate.",
        { id },
      ),
    );
  const aside = putAside(file, key);
  await takeUp(
    ctx,
    file,
    keys.filter((one) => one !== key),
  );
  await ctx.db.keyCheck.deleteMany({ where: { keyId: id } });
  await recordAlone(ctx, { action: "keys.removed", details: { keyId: id } });
  return { aside };
}

/** Answers of HubSpot on this machine's disk that are sealed under a key. */
async function countKept({ env }: Context, id: string): Promise<number> {
  const files = await listSpillFiles(spillFolder(env.dataDir));
  return files.flatMap(({ answers }) => answers).filter(({ sealed }) => sealedUnder(sealed) === id)
    .length;
}

/** The newest is the one that was noted last, wherever it stands: after half a rotation it is the first already. */
async function targetOf({ db, env }: Context, keys: EncryptionKey[]): Promise<EncryptionKey> {
  const [first, ...more] = keys;
  if (!first) throw new Error("A ring has a key");
  if (!env.keyFile) return first;
  if (more.length === 0)
    throw wrong(
      say("There is only the key {id}. Add another first: portico keys add.", { id: first.id }),
    );
  const newest = await db.keyCheck.findFirst({
    where: { keyId: { in: keys.map((key) => key.id) } },
    orderBy: { createdAt: "desc" },
  });
  return keys.find((key) => key.id === newest?.keyId) ?? first;
}

async function takeUp(ctx: Context, file: string, keys: EncryptionKey[]): Promise<void> {
  const next = parseKeyring(keysAsText(keys));
  await rememberKeys(ctx.db, next);
  writeKeyFile(file, keys);
  ctx.env.keyring.replace(next);
}

/** Waits until the keys of every running server are right. @throws AppError invalid_input, naming those whose are not */
async function everywhere(
  ctx: Context,
  isRight: (keyIds: string[]) => boolean,
  wanted: string,
  patienceMs: number,
): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const wrongOnes = (await listServers(ctx)).filter(({ keyIds }) => !isRight(keyIds));
    if (wrongOnes.length === 0) return;
    if (performance.now() > giveUpAt)
      throw wrong(
        say(
          "{servers}: {wanted} there. Bring its key file up to date (or restart it, where the keys come from a variable), then do this again. Nothing is lost; what was done stays done.",
          { servers: wrongOnes.map(({ name }) => name).join("; "), wanted },
        ),
      );
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** @throws AppError invalid_input when the keys come from a variable */
function keyFileOf({ env }: Context): string {
  if (env.keyFile) return env.keyFile;
  throw wrong(
    "The keys come from the variable PORTICO_ENCRYPTION_KEYS, which Portico cannot change. Change it yourself (a new key behind the others, later in front of them, at last without the old one), and restart every server each time; rotate then seals everything under the first.",
  );
}

function wrong(words: string): AppError {
  return new AppError("invalid_input", { details: { fields: { key: words } } });
}
