import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { filterOf } from "@/lib/portals/look-up/list-filters";
import { parsePortalListSearch, portalListParts } from "@/lib/portals/look-up/list-query";
import { reachPortals } from "@/lib/reach/reach";
import { handOutBulk } from "./hand-out";
import { BULK_CAP, bulkPhrase, type BulkActionName } from "./words";
import { say } from "@/lib/say/say";

export const startBulkInput = z.strictObject({
  /** Ids of the chosen portals, separated by commas. */
  portalIds: z
    .string()
    .max(40_000)
    .default("")
    .transform((text) => [...new Set(text.split(",").filter(Boolean))])
    .pipe(z.array(z.uuid()).max(BULK_CAP)),
  /** Or the list's own filter, as in its address: every portal that it fits. */
  matching: z.string().max(4_000).optional(),
  /** How many the person was told that there are. */
  seen: z.coerce.number("Reload the page and choose the portals again.").int().min(0),
  confirmation: z.string().max(100).default(""),
});
export type StartBulkInput = z.infer<typeof startBulkInput>;

interface Chosen {
  id: string;
  hubId: bigint;
  label: string;
}

/**
 * Writes down one act on many portals, row by row; the queue does them. Which they are is settled here, at the moment of
 * the act: when they are not as many as the person was told, that is said and nothing is done. What cannot be taken back
 * needs its typed phrase, which names the count.
 * @throws AppError invalid_input
 */
export async function startBulk(
  given: Context,
  action: BulkActionName,
  input: StartBulkInput,
): Promise<{ jobId: string }> {
  const chosen = await choose(given, input);
  if (chosen.length === 0) throw refused("selection", "Select at least one portal.");
  if (chosen.length > BULK_CAP)
    throw refused(
      "selection",
      say("Select at most {most} portals at a time, for example with a filter.", {
        most: String(BULK_CAP),
      }),
    );
  const phrase = bulkPhrase(action, chosen.length);
  if (action !== "refresh" && input.confirmation.trim().toUpperCase() !== phrase)
    throw refused(
      "confirmation",
      say.count(
        chosen.length,
        "The selection is {count:number} portal now. Type {phrase} to confirm.",
        "The selection is {count:number} portals now. Type {phrase} to confirm.",
        { phrase },
      ),
    );
  if (chosen.length !== input.seen)
    throw refused(
      "selection",
      say.count(
        chosen.length,
        "The selection is {count:number} portal now, and was {before:number} before. Confirm once more.",
        "The selection is {count:number} portals now, and was {before:number} before. Confirm once more.",
        { before: input.seen },
      ),
    );
  const ctx = await reachPortals(
    given,
    chosen.map(({ id }) => id),
  );
  const jobId = await ctx.db.$transaction(async (tx) => {
    const job = await tx.bulkJob.create({
      data: { action, createdById: ctx.actor.id, createdAt: ctx.now() },
    });
    await tx.bulkRow.createMany({
      data: chosen.map(({ id, hubId, label }) => ({ jobId: job.id, portalId: id, hubId, label })),
    });
    await recordEvent(tx, ctx, {
      action: "bulk.started",
      target: { kind: "job", id: job.id, label: phrase.toLowerCase() },
      details: {
        action,
        portals: chosen.length,
        ...(input.matching !== undefined && {
          filters: portalListParts(parsePortalListSearch(input.matching)),
        }),
      },
    });
    return job.id;
  });
  await handOutBulk(ctx, jobId);
  return { jobId };
}

async function choose(ctx: Context, input: StartBulkInput): Promise<Chosen[]> {
  const isAll = input.matching !== undefined;
  const where = isAll
    ? (await filterOf(ctx, parsePortalListSearch(input.matching ?? ""))).walked
    : [Prisma.sql`p."id" = ANY(${input.portalIds}::uuid[])`];
  const conditions = where.length > 0 ? Prisma.join(where, " AND ") : Prisma.sql`true`;
  return ctx.db.$queryRaw<Chosen[]>`
    SELECT p."id", p."hubId", COALESCE(p."hubDomain", 'Hub ' || p."hubId") AS "label"
    FROM "Portal" p
    WHERE ${conditions} ORDER BY p."id" LIMIT ${BULK_CAP + 1}`;
}

function refused(field: "selection" | "confirmation", words: string): AppError {
  return new AppError("invalid_input", { details: { fields: { [field]: words } } });
}
