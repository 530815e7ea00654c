import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import type { QueuedJob } from "@/lib/queue/queue";
import { builtIn } from "@/lib/auth/roles";
import { rotateKeys } from "./rotate";

const FACT = "keys_rotation";
const WRITE_EVERY_MS = 1_000;
/** Longer than servers may take to have a key: who is silent for this long is dead. */
const SILENT_MS = 90_000;

/** Who asked for it. */
const asker = z.object({ personId: z.string(), label: z.string(), role: z.string() });
type Asker = z.output<typeof asker>;

const stored = z.object({
  state: z.enum(["waiting", "running", "done", "failed"]),
  words: z.string(),
  sealed: z.number(),
  at: z.iso.datetime(),
  by: asker.optional(),
});
/** How the last rotation that was asked for in the browser goes. */
export type RotationView = z.output<typeof stored>;

export async function getRotation({ db }: Pick<Context, "db">): Promise<RotationView | null> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  return fact ? stored.parse(JSON.parse(fact.value)) : null;
}

/** Has a worker seal everything under the newest key. Asked again, it goes on where it was. */
export async function askForRotation(ctx: Context): Promise<void> {
  const { id, label } = ctx.actor;
  await queueFor(ctx, { personId: id ?? "", label, role: "owner" }, "A worker begins with it.");
}

/**
 * Has a rotation gone on with whose server died, which the queue would find out only after the longest time that one may
 * take. Of several at once each does a part.
 * @returns 0: the next round is not urgent
 */
export async function lookAfterRotation(ctx: Context): Promise<number> {
  const rotation = await getRotation(ctx);
  const isUnderWay = rotation?.state === "waiting" || rotation?.state === "running";
  if (!isUnderWay || !rotation.by) return 0;
  if (ctx.now().getTime() - Date.parse(rotation.at) < SILENT_MS) return 0;
  await queueFor(ctx, rotation.by, "The server that was at it has ended. A worker goes on.");
  return 0;
}

async function queueFor(ctx: Context, by: Asker, words: string): Promise<void> {
  await note(ctx, { state: "waiting", words, sealed: 0, by });
  await ctx.queue.add("rotate_keys", [{ data: by }]);
}

/** The rotation itself, in the name of who asked for it. What stops it is told where it was asked for. */
export async function runRotation(
  base: Context,
  { data }: QueuedJob<"rotate_keys">,
): Promise<void> {
  const { personId: id, label } = data;
  const ctx: Context = { ...base, actor: { kind: "person", id, label, rights: builtIn("owner") } };
  let [words, sealed, writtenAt] = ["", 0, -Infinity];
  const tell = async () => {
    if (performance.now() - writtenAt < WRITE_EVERY_MS) return;
    writtenAt = performance.now();
    await note(ctx, { state: "running", words, sealed, by: data });
  };
  try {
    const { done, to, unreadable } = await rotateKeys(ctx, undefined, {
      onStep: (step) => {
        words = step;
        writtenAt = -Infinity;
        void tell().catch(() => undefined);
      },
      onProgress: (count) => {
        sealed = count;
        void tell().catch(() => undefined);
      },
    });
    const left = Object.values(unreadable).reduce((sum, count) => sum + count, 0);
    const rest = left > 0 ? ` ${left} that no loaded key opens stayed as they are.` : "";
    await note(ctx, {
      state: "done",
      words: `Everything is sealed under ${to}.${rest}`,
      sealed: done,
    });
  } catch (error) {
    const fields = isAppError(error) ? (error.details.fields as Record<string, string>) : undefined;
    const why = fields?.["key"] ?? "It stopped; what was done stays done. Ask for it again.";
    await note(ctx, { state: "failed", words: why, sealed });
    if (!fields) throw error;
  }
}

async function note(ctx: Context, view: Omit<RotationView, "at">): Promise<void> {
  const value = JSON.stringify({ ...view, at: ctx.now().toISOString() });
  await ctx.db.systemFact.upsert({
    where: { name: FACT },
    create: { name: FACT, value },
    update: { value },
  });
}
