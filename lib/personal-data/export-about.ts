import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { findAbout } from "./find";
import { referenceOf, type Subject } from "./subject";

/**
 * Everything that is kept about a subject, as JSON for people and programs; tokens and other secrets are not in it.
 */
export async function exportAbout(ctx: Context, subject: Subject): Promise<string> {
  const { db } = ctx;
  const found = await findAbout(ctx, subject);
  const [portals, grants, importRows, bulkRows, events, notes, requests, lines] = await Promise.all(
    [
      db.portal.findMany({ where: { id: ids(found.portals) }, select: PORTAL }),
      db.grant.findMany({ where: { id: { in: found.grantIds } }, select: GRANT }),
      db.importRow.findMany({ where: { id: { in: found.importRowIds } }, select: IMPORT_ROW }),
      db.bulkRow.findMany({ where: { id: { in: found.bulkRowIds } }, omit: { jobId: true } }),
      db.alertEvent.findMany({ where: { id: { in: found.eventIds } }, omit: { seq: true } }),
      db.portalNote.findMany({ where: { id: { in: found.noteIds } }, select: NOTE }),
      db.reconnectRequest.findMany({ where: { id: { in: found.requestIds } }, select: REQUEST }),
      db.auditEvent.findMany({
        where: { seq: { in: found.lineSeqs } },
        orderBy: { seq: "asc" },
        omit: { prevHash: true, hash: true, sessionRef: true },
      }),
    ],
  );
  const document = {
    about: subject.kind === "portal" ? { hubId: subject.hubId } : { installer: subject.email },
    writtenAt: ctx.now(),
    portals,
    grants,
    importRows,
    bulkRows,
    events,
    notes,
    reconnectRequests: requests,
    activity: lines,
  };
  await recordAlone(ctx, {
    action: "personal_data.exported",
    details: {
      about: subject.kind,
      reference: referenceOf(ctx, subject),
      portals: portals.length,
      grants: grants.length,
      lines: lines.length,
    },
  });
  return JSON.stringify(document, (_name, value: unknown) => plain(value), 2);
}

const PORTAL = {
  id: true,
  hubId: true,
  hubDomain: true,
  uiDomain: true,
  accountType: true,
  dataHostingLocation: true,
  timeZone: true,
  currency: true,
  status: true,
  statusSince: true,
  installerEmail: true,
  lastRefreshAt: true,
  lastReadAt: true,
  createdAt: true,
  app: { select: { name: true, slug: true } },
  care: { select: { tags: true } },
} as const;

const NOTE = {
  portalId: true,
  authorName: true,
  text: true,
  createdAt: true,
  editedAt: true,
} as const;

const REQUEST = {
  portalId: true,
  askedByName: true,
  reason: true,
  createdAt: true,
  closedAt: true,
  outcome: true,
} as const;

const GRANT = {
  id: true,
  portalId: true,
  installerEmail: true,
  installerUserId: true,
  requestedScopes: true,
  requestedOptionalScopes: true,
  grantedScopes: true,
  createdAt: true,
  refreshedAt: true,
  supersededAt: true,
  endedAt: true,
  endReason: true,
  revokedAt: true,
} as const;

const IMPORT_ROW = {
  id: true,
  line: true,
  hubIdGiven: true,
  label: true,
  status: true,
  finding: true,
  hubId: true,
  hubDomain: true,
  installerEmail: true,
  finishedAt: true,
} as const;

function ids(rows: { id: string }[]) {
  return { in: rows.map(({ id }) => id) };
}

function plain(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
