import "server-only";
import type { Context } from "@/lib/context";
import { may } from "@/lib/reach/reach";
import { isOwn, mayDeleteNote } from "./notes";

export interface RequestView {
  id: string;
  askedBy: string;
  /** By whoever looks at it. */
  isOwn: boolean;
  reason: string;
  createdAt: Date;
  closedAt: Date | null;
  /** reconnected, ended: by what became of the portal. done, declined: by somebody's word. */
  outcome: "reconnected" | "ended" | "done" | "declined" | null;
  closedBy: string | null;
}

export interface NoteView {
  id: string;
  author: string;
  text: string;
  createdAt: Date;
  editedAt: Date | null;
  mayChange: boolean;
  mayDelete: boolean;
}

export interface CareView {
  owner: { id: string; name: string; isDisabled: boolean } | null;
  tags: string[];
  notes: NoteView[];
  noteCount: number;
  request: RequestView | null;
}

const NOTES_SHOWN = 20;
/** An answer is news for that long. */
const ANSWER_MS = 14 * 24 * 3_600_000;

/** What the team keeps about a portal. All notes with `allNotes`, else the newest. */
export async function getCare(
  ctx: Context,
  portalId: string,
  allNotes: boolean,
): Promise<CareView> {
  const { db } = ctx;
  const [care, notes, noteCount, request] = await Promise.all([
    db.portalCare.findUnique({
      where: { portalId },
      include: { owner: { select: { id: true, name: true, disabledAt: true } } },
    }),
    db.portalNote.findMany({
      where: { portalId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: allNotes ? undefined : NOTES_SHOWN,
    }),
    db.portalNote.count({ where: { portalId } }),
    db.reconnectRequest.findFirst({ where: { portalId }, orderBy: { createdAt: "desc" } }),
  ]);
  const isNews =
    request && (!request.closedAt || ctx.now().getTime() - request.closedAt.getTime() < ANSWER_MS);
  return {
    owner: care?.owner
      ? { id: care.owner.id, name: care.owner.name, isDisabled: care.owner.disabledAt !== null }
      : null,
    tags: care?.tags ?? [],
    notes: notes.map(({ id, authorId, authorName, text, createdAt, editedAt }) => ({
      ...{ id, text, createdAt, editedAt, author: authorName },
      mayChange: isOwn(ctx, authorId) && may(ctx, "portals.note"),
      mayDelete: mayDeleteNote(ctx, authorId) && may(ctx, "portals.note"),
    })),
    noteCount,
    request: isNews
      ? {
          id: request.id,
          askedBy: request.askedByName,
          isOwn: isOwn(ctx, request.askedById),
          reason: request.reason,
          createdAt: request.createdAt,
          closedAt: request.closedAt,
          outcome: request.outcome as RequestView["outcome"],
          closedBy: request.closedByName,
        }
      : null,
  };
}

export interface OpenRequest {
  id: string;
  portalId: string;
  label: string;
  appSlug: string;
  askedBy: string;
  reason: string;
  createdAt: Date;
}

const REQUESTS_SHOWN = 6;

/** Reconnects that somebody waits for, the oldest first, and how many there are. */
export async function listOpenRequests({
  db,
}: Pick<Context, "db">): Promise<{ requests: OpenRequest[]; total: number }> {
  const where = { closedAt: null };
  const [requests, total] = await Promise.all([
    db.reconnectRequest.findMany({
      where,
      orderBy: { createdAt: "asc" },
      take: REQUESTS_SHOWN,
      include: {
        portal: { select: { hubDomain: true, hubId: true, app: { select: { slug: true } } } },
      },
    }),
    db.reconnectRequest.count({ where }),
  ]);
  return {
    total,
    requests: requests.map(({ id, portalId, portal, askedByName, reason, createdAt }) => ({
      ...{ id, portalId, reason, createdAt },
      label: portal.hubDomain ?? `Hub ${portal.hubId}`,
      appSlug: portal.app.slug,
      askedBy: askedByName,
    })),
  };
}

const TAGS_SUGGESTED = 200;

/** Tags in use, the commonest first. */
export async function listTags({ db }: Pick<Context, "db">): Promise<string[]> {
  const rows = await db.$queryRaw<{ tag: string }[]>`
    SELECT "tag" FROM "PortalCare", unnest("tags") AS "tag"
    GROUP BY "tag" ORDER BY count(*) DESC, "tag" LIMIT ${TAGS_SUGGESTED}`;
  return rows.map(({ tag }) => tag);
}

const OWNERS_LISTED = 200;

/** Who looks after at least one portal. */
export async function listOwners({
  db,
}: Pick<Context, "db">): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT p."id", p."name" FROM "Person" p
    WHERE EXISTS (SELECT 1 FROM "PortalCare" c WHERE c."ownerId" = p."id")
    ORDER BY p."name" LIMIT ${OWNERS_LISTED}`;
}

/** Who may look after a portal: everybody with access to its app. */
export async function listPossibleOwners(
  { db }: Pick<Context, "db">,
  appId: string,
): Promise<{ id: string; name: string }[]> {
  return db.person.findMany({
    where: { disabledAt: null, OR: [{ isLimited: false }, { appIds: { has: appId } }] },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 500,
  });
}
