import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { insertRow } from "@/lib/db/written-columns";
import { observeEvent } from "@/lib/metrics/observe";
import { redact, redactDeep } from "@/lib/redact.mjs";
import { roleText } from "@/lib/auth/roles";
import { LINKED, lineText, type ChainedRow } from "./chain";
import type { AuditEventInput } from "./events";

/**
 * Appends one event to the audit log inside the caller's transaction, so that the change and its trace stand or fall
 * together. It waits for nobody: {@link sealLines} links it to the chain once the transaction is over.
 */
export async function recordEvent(
  tx: DbTransaction,
  ctx: Context,
  event: AuditEventInput,
): Promise<void> {
  // Drawn first, for the hash covers it.
  const [next] = await tx.$queryRaw<{ seq: bigint }[]>`SELECT ${NEXT_SEQ} AS "seq"`;
  if (!next) throw new Error("The database gave no number for the audit line");
  const row = rowOf(ctx, event, next.seq);
  const hash = ctx.vault.auditMac(lineText(row));
  await tx.auditEvent.create({
    data: {
      ...row,
      prevHash: LINKED,
      hash,
      changes: json(row.changes),
      details: json(row.details),
    },
    select: { seq: true },
  });
  observeEvent(event.action);
}

/** The number of a line, as SQL: for whoever draws it together with something else and writes with {@link insertLine}. */
export const NEXT_SEQ = Prisma.sql`nextval('auditevent_seq_seq')`;

/**
 * A line as the statement that writes it, for whoever writes it together with its change. Not for sign-ins, which
 * {@link recordEvent} counts as well.
 * @param seq drawn by {@link NEXT_SEQ}, for this line alone
 */
export function insertLine(ctx: Context, event: AuditEventInput, seq: bigint): Prisma.Sql {
  const row = rowOf(ctx, event, seq);
  const hash = ctx.vault.auditMac(lineText(row));
  return insertRow("AuditEvent", {
    ...row,
    prevHash: LINKED,
    hash,
    changes: jsonText(row.changes),
    details: jsonText(row.details),
  });
}

/** Records an event that belongs to no change: a refusal, a failed try, a look. */
export async function recordAlone(ctx: Context, event: AuditEventInput): Promise<void> {
  // One statement writes it, with all that its triggers do: there is nothing to hold together.
  await recordEvent(ctx.db, ctx, event);
}

function rowOf(ctx: Context, event: AuditEventInput, seq: bigint): ChainedRow {
  const { actor } = ctx;
  return {
    seq,
    at: ctx.now(),
    actorKind: actor.kind,
    actorId: actor.id ?? null,
    actorLabel: storable(actor.label),
    actorRole: actor.rights ? roleText(actor.rights) : null,
    ip: actor.ip ?? null,
    userAgent: actor.userAgent ? storable(redact(actor.userAgent).slice(0, 300)) : null,
    sessionRef: actor.sessionId ? actor.sessionId.slice(-8) : null,
    action: event.action,
    outcome: event.outcome ?? "ok",
    targetKind: event.target?.kind ?? null,
    targetId: event.target?.id ?? null,
    targetLabel: event.target ? storable(redact(event.target.label).slice(0, 300)) : null,
    appId: event.appId ?? null,
    portalId: event.portalId ?? null,
    requestId: ctx.requestId,
    correlationId: event.correlationId ?? null,
    changes: plain(event.changes),
    details: plain(event.details),
  };
}

/** Through JSON and the string scrubber, so that the hash is taken over exactly what is stored. */
function plain(value: unknown): unknown {
  if (value === undefined) return null;
  return JSON.parse(JSON.stringify(redactDeep(value)), (_name, entry: unknown) =>
    typeof entry === "string" ? storable(entry) : entry,
  );
}

/**
 * Text as PostgreSQL gives it back: without NUL, and without half surrogate pairs, which a slice or a hostile client
 * can leave behind. Otherwise the stored row would differ from the hashed one and the chain would look broken.
 */
function storable(text: string): string {
  return Buffer.from(text.replaceAll("\0", ""), "utf8").toString("utf8");
}

function json(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}

function jsonText(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
