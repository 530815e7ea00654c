import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import type { QueuedJob } from "@/lib/queue/queue";
import { rotateKeys } from "./rotate";

const FACT = "keys_rotation";
const WRITE_EVERY_MS = 1_000;

const stored = z.object({
  state: z.enum(["waiting", "running", "done", "failed"]),
  words: z.string(),
  sealed: z.number(),
  at: z.iso.datetime(),
});
/** How the last rotation that was asked for in the browser goes. */
export type RotationView = z.output<typeof stored>;

export async function getRotation({ db }: Pick<Context, "db">): Promise<RotationView | null> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  return fact ? stored.parse(JSON.parse(fact.value)) : null;
}

/** Has a worker seal everything under the newest key. Asked again, it goes on where it was. */
export async function askForRotation(ctx: Context): Promise<void> {
  await note(ctx, { state: "waiting", words: "A worker begins with it.", sealed: 0 });
  const { id, label, role } = ctx.actor;
  await ctx.queue.add("rotate_keys", [{ data: { personId: id ?? "", label, role: role ?? "" } }]);
}

/** The rotation itself, in the name of who asked for it. What stops it is told where it was asked for. */
export async function runRotation(
  base: Context,
  { data }: QueuedJob<"rotate_keys">,
): Promise<void> {
  const { personId: id, label } = data;
  const ctx: Context = { ...base, actor: { kind: "person", id, label, role: "owner" } };
  let [words, sealed, writtenAt] = ["", 0, -Infinity];
  const tell = async () => {
    if (performance.now() - writtenAt < WRITE_EVERY_MS) return;
    writtenAt = performance.now();
    await note(ctx, { state: "running", words, sealed });
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
