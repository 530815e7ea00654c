import pg from "pg";
import { beforeEach, inject } from "vitest";
import { endText, GENESIS_HASH, storedLineText } from "@/lib/audit/chain";
import { recordAlone } from "@/lib/audit/record";
import { sealAllLines } from "@/lib/audit/seal-lines";
import { verifyAudit } from "@/lib/audit/verify";
import { adminUrlOf } from "./upgrades/fixture";
import { useWorld } from "./world";

/** What refuses changes; the others note what is new. */
const GUARDS = {
  AuditEvent: ["audit_event_is_append_only", "audit_event_is_not_emptied"],
  AuditLink: ["audit_link_is_append_only", "audit_links_are_not_emptied"],
  AuditEnd: ["audit_end_goes_forward", "audit_end_is_not_emptied"],
  AuditCheckpoint: ["audit_checkpoint_is_append_only", "audit_checkpoints_are_not_emptied"],
  AuditErasure: [
    "audit_erasure_is_append_only",
    "audit_erasure_is_done",
    "audit_erasures_are_not_emptied",
  ],
};
/** Lines that each test begins with. */
export const EVENTS = 6;

/**
 * A world whose audit log has a few linked lines, and somebody with full power over the database.
 * @param daysAgo when the server says that the lines were written
 */
export function useAuditLog({ daysAgo = 0 } = {}) {
  const world = useWorld();

  /** As a superuser: nobody else is stopped by the triggers alone. */
  async function sql(...statements: string[]): Promise<void> {
    const address = adminUrlOf(world().databaseUrl, inject("adminUrl"));
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  const switchTriggers = (state: "ENABLE" | "DISABLE") =>
    sql(
      ...Object.entries(GUARDS).flatMap(([table, names]) =>
        names.map((name) => `ALTER TABLE "${table}" ${state} TRIGGER "${name}"`),
      ),
    );

  /** Somebody with full power over the database tampers. */
  async function tamper(...statements: string[]): Promise<void> {
    await switchTriggers("DISABLE");
    await sql(...statements);
    await switchTriggers("ENABLE");
  }

  /** Lets a time pass since lines were linked, up to a place: by the database's clock, which nobody else can set. */
  async function letPass(days: number, upTo = 1_000_000): Promise<void> {
    await sealAllLines(world().context());
    await tamper(
      `UPDATE "AuditLink" SET "linkedAt" = "linkedAt" - interval '${days * 24} hours' WHERE "position" <= ${upTo}`,
    );
  }

  /** @param days how long ago it was, as the server says */
  async function fill(count: number, days = daysAgo): Promise<void> {
    const now = () => new Date(Date.now() - days * 24 * 3_600_000);
    for (let n = 1; n <= count; n += 1) {
      await recordAlone(
        { ...world().context(), now },
        {
          action: "app.updated",
          target: { kind: "app", label: `App ${n}` },
          changes: { name: [`App ${n}`, `App ${n + 1}`] },
          details: { n, ratio: n / 3, nested: { b: [1, "ü", null, true], a: "\u{1f600}" } },
        },
      );
    }
  }

  /** Statements that put a signed beginning in place, as a new installation has it. */
  function beginning(): string[] {
    const mac = world().vault.auditMac(endText({ position: 0n, hash: GENESIS_HASH }));
    return [
      `DELETE FROM "AuditEnd"`,
      `INSERT INTO "AuditEnd" ("id", "position", "hash", "mac") VALUES (1, 0, '${GENESIS_HASH}', '${mac}')`,
    ];
  }

  /** Lines as they were before links: chained one by one by the head. */
  async function asEarlierRelease(count: number): Promise<void> {
    let prevHash = GENESIS_HASH;
    for (let seq = 1n; seq <= BigInt(count); seq += 1n) {
      const line = {
        seq,
        at: new Date(),
        actorKind: "operator",
        actorId: null,
        actorLabel: "operator",
        actorRole: null,
        ip: null,
        userAgent: null,
        sessionRef: null,
        action: "app.updated",
        outcome: "ok",
        targetKind: null,
        targetId: null,
        targetLabel: null,
        appId: null,
        portalId: null,
        requestId: "r",
        correlationId: null,
        prevHash,
      };
      const text = storedLineText({ ...line, changes: null, details: null, hash: "" });
      const hash = world().vault.auditMac(text);
      await world().db.auditEvent.create({ data: { ...line, hash } });
      prevHash = hash;
      await world().db.auditHead.update({ where: { id: 1 }, data: { seq, hash } });
    }
  }

  beforeEach(async () => {
    await tamper(
      `TRUNCATE "AuditEvent", "AuditLink", "AuditUnsealed", "AuditCheckpoint", "AuditErasure"`,
      `SELECT setval('auditevent_seq_seq', 1, false)`,
      ...beginning(),
    );
    await fill(EVENTS);
    await sealAllLines(world().context());
  });

  return {
    world,
    sql,
    tamper,
    letPass,
    fill,
    beginning,
    asEarlierRelease,
    verify: () => verifyAudit(world().context()),
  };
}
