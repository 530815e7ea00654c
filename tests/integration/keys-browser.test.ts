import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { keysAsText, keysOf } from "@/lib/crypto/keyring";
import { addKey, listKeys } from "@/lib/keys/rotate";
import {
  askForRotation,
  getRotation,
  lookAfterRotation,
  runRotation,
} from "@/lib/keys/rotation-job";
import { areKeysStored, confirmKeysStored, downloadKeys } from "@/lib/keys/stored-copy";
import { eventsOf } from "../support/checks";
import { makePerson, makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let folder: string;
let ctx: Context;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "portico-keys-"));
  const keyFile = join(folder, "encryption-keys");
  writeFileSync(keyFile, `${keysAsText(keysOf(world().env.keyring))}\n`, { mode: 0o600 });
  const owner = await makePerson(world(), "owner");
  ctx = { ...owner.ctx, env: { ...world().env, keyFile } };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function work(base: Context = { ...ctx, actor: { kind: "system", label: "Portico" } }) {
  const [job] = await ctx.queue.take("rotate_keys", 1);
  if (!job) throw new Error("nothing was asked for");
  await runRotation(base, job);
  await ctx.queue.done("rotate_keys", job.id);
}

describe("a rotation that was asked for in the browser", () => {
  it("is done by a worker in the name of who asked, and says how it goes", async () => {
    await makePortal(world());
    const added = await addKey(ctx);
    await askForRotation(ctx);
    expect(await getRotation(ctx)).toMatchObject({ state: "waiting" });
    await work();
    expect(await getRotation(ctx)).toMatchObject({
      state: "done",
      words: `Everything is sealed under ${added}.`,
    });
    expect((await listKeys(ctx)).filter(({ values }) => values > 0).map(({ id }) => id)).toEqual([
      added,
    ]);
    const [line] = await eventsOf(world(), "keys.rotated");
    expect(line).toMatchObject({ actorKind: "person", actorLabel: ctx.actor.label });
  });

  it("is gone on with when the server that was at it died", async () => {
    await makePortal(world());
    const added = await addKey(ctx);
    await askForRotation(ctx);
    const [taken] = await ctx.queue.take("rotate_keys", 1);
    // Nobody says a word any more; the queue believes that somebody is at it.
    await lookAfterRotation(ctx);
    expect(await ctx.queue.take("rotate_keys", 1)).toEqual([]);
    await lookAfterRotation({ ...ctx, now: () => new Date(Date.now() + 91_000) });
    expect(await getRotation(ctx)).toMatchObject({ state: "waiting" });
    await work();
    expect(await getRotation(ctx)).toMatchObject({
      state: "done",
      words: `Everything is sealed under ${added}.`,
    });
    await lookAfterRotation({ ...ctx, now: () => new Date(Date.now() + 91_000) });
    expect(await ctx.queue.take("rotate_keys", 1)).toEqual([]);
    await ctx.queue.done("rotate_keys", taken?.id ?? "");
  });

  it("says why it cannot, and is not tried again for that", async () => {
    await askForRotation(ctx);
    const { keyFile: _none, ...env } = ctx.env;
    const one = { ...env, keyring: { ...env.keyring, ids: ["k9"], primary: { id: "k9" } } };
    await work({
      ...ctx,
      env: one as never,
      vault: { ...ctx.vault, keyring: one.keyring as never },
    }).catch(() => undefined);
    expect(await getRotation(ctx)).toMatchObject({ state: "failed" });
  });
});

describe("a copy of the keys", () => {
  it("is asked for until somebody has it, and again after a key was added", async () => {
    expect(await areKeysStored(ctx)).toBe(false);
    await confirmKeysStored(ctx);
    expect(await areKeysStored(ctx)).toBe(true);
    await addKey(ctx);
    expect(await areKeysStored(ctx)).toBe(false);
  });

  it("is the key file itself, and leaves a line without a key in it", async () => {
    const text = await downloadKeys(ctx);
    expect(text).toBe(readFileSync(ctx.env.keyFile ?? "", "utf8"));
    const [line] = await eventsOf(world(), "keys.downloaded");
    expect(line).toMatchObject({ actorLabel: ctx.actor.label });
    expect(JSON.stringify(line?.details)).not.toContain(text.split(":")[1]?.slice(0, 20));
  });

  it("is nobody's affair where the keys come from elsewhere", async () => {
    const { keyFile: _none, ...env } = ctx.env;
    expect(await areKeysStored({ ...ctx, env })).toBe(true);
    await expect(downloadKeys({ ...ctx, env })).rejects.toMatchObject({ code: "not_found" });
  });
});
