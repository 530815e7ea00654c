import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { DbTransaction } from "@/lib/db/client";
import { isEnded } from "./ended";
import { needlesOf, type Needles } from "./scrub";
import type { Subject } from "./subject";

/** Where something about a subject is kept. */
export interface Found {
  portals: FoundPortal[];
  grantIds: string[];
  importRowIds: string[];
  eventIds: string[];
  bulkRowIds: string[];
  noteIds: string[];
  requestIds: string[];
  lineSeqs: bigint[];
  needles: Needles;
}

interface FoundPortal {
  id: string;
  appName: string;
  status: string;
  isEnded: boolean;
}

/** Lines read at a time, so that a long log holds nobody up. */
const LINES = 20_000;

/** Everything that is kept about somebody who installed an app, or about a HubSpot account. */
export async function findAbout({ db }: { db: DbTransaction }, subject: Subject): Promise<Found> {
  const portals = await portalsOf(db, subject);
  const grants = await grantsOf(db, subject, portals);
  const rows = await importRowsOf(db, subject);
  const needles = needlesOf(subject, {
    domains: subject.kind === "portal" ? portals.flatMap(({ domains }) => domains) : [],
    emails: grants.flatMap(({ installerEmail }) => installerEmail ?? []),
    userIds: grants.flatMap(({ installerUserId }) => installerUserId ?? []),
  });
  const portalIds = portals.map(({ id }) => id);
  const ofPortal =
    subject.kind === "portal"
      ? Prisma.sql`OR "portalId" = ANY(${portalIds}::uuid[])`
      : Prisma.empty;
  const [events, bulkRows, notes, requests, lineSeqs] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "AlertEvent" WHERE ${mentions(needles, [Prisma.sql`"facts"`, Prisma.sql`"payload"`])}
        ${ofPortal}`,
    subject.kind === "portal"
      ? db.bulkRow.findMany({ where: { hubId: subject.hubId }, select: { id: true } })
      : [],
    db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "PortalNote" WHERE ${mentions(needles, [Prisma.sql`"text"`])} ${ofPortal}`,
    db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "ReconnectRequest" WHERE ${mentions(needles, [Prisma.sql`"reason"`])} ${ofPortal}`,
    linesAbout(db, needles, subject.kind === "portal" ? portalIds : []),
  ]);
  return {
    portals: portals.map(({ domains: _domains, ...portal }) => portal),
    grantIds: grants.map(({ id }) => id),
    importRowIds: rows.map(({ id }) => id),
    eventIds: events.map(({ id }) => id),
    bulkRowIds: bulkRows.map(({ id }) => id),
    noteIds: notes.map(({ id }) => id),
    requestIds: requests.map(({ id }) => id),
    lineSeqs,
    needles,
  };
}

/** What is found, in numbers, for the screen. */
export async function countAbout(
  ctx: Context,
  subject: Subject,
): Promise<{ portals: FoundPortal[]; counts: [string, number][] }> {
  const found = await findAbout(ctx, subject);
  const counts: [string, number][] = [
    ["grants", found.grantIds.length],
    ["lines of the activity log", found.lineSeqs.length],
    ["events told to webhooks and recipients", found.eventIds.length],
    ["rows of imports", found.importRowIds.length],
    ["rows of bulk actions", found.bulkRowIds.length],
    ["notes", found.noteIds.length],
    ["requests to reconnect", found.requestIds.length],
  ];
  return { portals: found.portals, counts: counts.filter(([, count]) => count > 0) };
}

async function portalsOf(db: DbTransaction, subject: Subject) {
  const portals = await db.portal.findMany({
    where:
      subject.kind === "portal"
        ? { hubId: subject.hubId }
        : { grants: { some: { installerEmail: like(subject.email) } } },
    select: {
      id: true,
      status: true,
      hubDomain: true,
      uiDomain: true,
      app: { select: { name: true } },
    },
    orderBy: { createdAt: "asc" },
  });
  return portals.map(({ id, status, hubDomain, app }) => ({
    id,
    status,
    appName: app.name,
    isEnded: isEnded(status),
    domains: hubDomain ? [hubDomain] : [],
  }));
}

/** A person's, under one address or one user id at HubSpot; or all of a portal. */
async function grantsOf(db: DbTransaction, subject: Subject, portals: { id: string }[]) {
  const select = { id: true, installerEmail: true, installerUserId: true } as const;
  if (subject.kind === "portal")
    return db.grant.findMany({
      where: { portalId: { in: portals.map(({ id }) => id) } },
      select,
    });
  const named = await db.grant.findMany({
    where: { installerEmail: like(subject.email) },
    select,
  });
  const userIds = [...new Set(named.flatMap(({ installerUserId }) => installerUserId ?? []))];
  const others = await db.grant.findMany({
    where: { installerEmail: null, installerUserId: { in: userIds } },
    select,
  });
  return [...named, ...others];
}

function importRowsOf(db: DbTransaction, subject: Subject) {
  const where: Prisma.ImportRowWhereInput =
    subject.kind === "portal"
      ? { OR: [{ hubId: subject.hubId }, { hubIdGiven: subject.hubId }] }
      : { installerEmail: like(subject.email) };
  return db.importRow.findMany({ where, select: { id: true } });
}

async function linesAbout(
  db: DbTransaction,
  needles: Needles,
  portalIds: string[],
): Promise<bigint[]> {
  const texts = [Prisma.sql`"targetLabel"`, Prisma.sql`"changes"`, Prisma.sql`"details"`];
  const [range] = await db.$queryRaw<{ first: bigint | null; last: bigint | null }[]>`
    SELECT MIN("seq") AS "first", MAX("seq") AS "last" FROM "AuditEvent"`;
  const found: bigint[] = [];
  if (range?.first == null || range.last == null) return found;
  for (let from = range.first; from <= range.last; from += BigInt(LINES)) {
    const rows = await db.$queryRaw<{ seq: bigint }[]>`
      SELECT "seq" FROM "AuditEvent" WHERE "seq" >= ${from} AND "seq" < ${from + BigInt(LINES)}
        AND "action" NOT LIKE 'personal_data.%'
        AND (${mentions(needles, texts)} OR "portalId" = ANY(${portalIds}::text[])) ORDER BY "seq"`;
    found.push(...rows.map(({ seq }) => seq));
  }
  return found;
}

/** Whether one of some columns holds one of the needles. */
function mentions({ texts, numbers }: Needles, columns: Prisma.Sql[]): Prisma.Sql {
  const patterns = texts.map((text) => `%${text.replace(/[\\%_]/g, "\\$&")}%`);
  const whole = numbers.map((number) => `\\m${number}\\M`);
  return Prisma.join(
    columns.map(
      (column) =>
        Prisma.sql`(${column}::text ILIKE ANY(${patterns}::text[]) OR ${column}::text ~ ANY(${whole}::text[]))`,
    ),
    " OR ",
  );
}

function like(email: string): Prisma.StringNullableFilter {
  return { equals: email, mode: "insensitive" };
}
