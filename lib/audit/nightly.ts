import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { moveForward } from "@/lib/queue/move-forward";
import { readAnchors } from "./anchor";
import { readAnchorFile } from "./keep-anchors";
import { verifyAudit } from "./verify";

const PLANNED = "audit_check_planned";
const RESULT = "audit_check";
const DAY_MS = 24 * 3_600_000;
const HOUR_UTC = 3;

/** How the last check of the audit log went. */
export interface AuditCheck {
  at: Date;
  lines: number;
  /** Null when it is whole. */
  brokenAt: { seq: string; why: string } | null;
}

/** Each night at 3:00 UTC the whole audit log is verified, by whichever worker comes first. */
export async function planAuditCheck(ctx: Context): Promise<number> {
  const dueAt = new Date(ctx.now());
  dueAt.setUTCHours(HOUR_UTC, 0, 0, 0);
  if (dueAt > ctx.now()) dueAt.setTime(dueAt.getTime() - DAY_MS);
  if (await moveForward(ctx.db, PLANNED, dueAt.toISOString())) await checkAudit(ctx);
  return 0;
}

/** Verifies the audit log against this machine's anchors too, and remembers how it went. */
export async function checkAudit(ctx: Context): Promise<AuditCheck> {
  const { anchors } = readAnchors(ctx.vault, await readAnchorFile(ctx.env.dataDir));
  const { checked: lines, brokenAt = null } = await verifyAudit(ctx, anchors);
  if (brokenAt) logger.error({ brokenAt }, "the audit log was tampered with");
  const check = { at: ctx.now(), lines, brokenAt };
  const value = JSON.stringify(check);
  await ctx.db.systemFact.upsert({
    where: { name: RESULT },
    create: { name: RESULT, value },
    update: { value },
  });
  return check;
}

/** @returns null when none was made yet */
export async function getAuditCheck({ db }: Pick<Context, "db">): Promise<AuditCheck | null> {
  const fact = await db.systemFact.findUnique({ where: { name: RESULT } });
  if (!fact) return null;
  const { at, ...rest } = JSON.parse(fact.value) as Omit<AuditCheck, "at"> & { at: string };
  return { ...rest, at: new Date(at) };
}
