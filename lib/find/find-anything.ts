import "server-only";
import { AUDIT_ACTIONS, isAuditAction } from "@/lib/audit/events";
import type { Context } from "@/lib/context";
import { searchDocuments, type DocumentHit } from "@/lib/docs/search";
import { quickFindPortals, type QuickPortal } from "@/lib/portals/look-up/quick-find";
import { hasLiveGrant } from "@/lib/portals/status";
import { may } from "@/lib/reach/reach";
import type { Found, FoundAct } from "./found";
import { say } from "@/lib/say/say";

const MAX_TEXT = 200;
const PORTALS = 6;
const APPS = 4;
const EVENTS = 3;
const DOCUMENTS = 3;

/** Request ids are UUIDs, and so are HubSpot's correlation ids; some of its are longer. */
const REFERENCE = /^[0-9a-z][0-9a-z-]{15,99}$/i;

/**
 * Whatever a text may mean: a portal by Hub ID, domain or installer, an app by name or client ID, events by a request id
 * or a correlation id. A few of each, and only what this person may read, with what they may do with it.
 */
export async function findAnything(ctx: Context, text: string): Promise<Found[]> {
  const q = text.replace(/\p{C}/gu, "").trim().slice(0, MAX_TEXT);
  if (q === "") return [];
  const [portals, apps, events, documents] = await Promise.all([
    may(ctx, "portals.read") ? quickFindPortals(ctx, q, PORTALS) : [],
    may(ctx, "apps.read") ? findApps(ctx, q) : [],
    may(ctx, "activity.read") && REFERENCE.test(q) ? findEvents(ctx, q) : [],
    searchDocuments(q, DOCUMENTS),
  ]);
  return [
    ...events,
    ...portals.map((portal) => foundPortal(ctx, portal)),
    ...apps,
    ...documents.map(foundDocument),
  ];
}

function foundPortal(ctx: Context, portal: QuickPortal): Found {
  const { id, hubId, appSlug, status } = portal;
  const acts: FoundAct[] = may(ctx, "activity.read")
    ? [{ label: say("Show its activity"), href: `/activity?portal=${id}` }]
    : [];
  if (may(ctx, "portals.connect"))
    acts.unshift({ label: say("Reconnect"), href: `/portals/connect?app=${appSlug}&portal=${id}` });
  if (may(ctx, "portals.refresh") && hasLiveGrant(status))
    acts.unshift({
      label: say("Refresh now"),
      act: "refresh",
      portalId: id,
      seenVersion: portal.leaseVersion,
    });
  return {
    kind: "portal",
    href: `/portals/${id}`,
    label: portal.hubDomain ?? `Hub ${hubId}`,
    detail: [hubId, portal.installerEmail, portal.appName].filter(Boolean).join(" · "),
    status,
    acts,
  };
}

function foundDocument({ href, title, document }: DocumentHit): Found {
  // The documents themselves are English, and so are their headings.
  return {
    kind: "document",
    href,
    label: title === document ? say.any(title) : title,
    detail: title === document ? "" : say.any(document),
    acts: [],
  };
}

async function findApps(ctx: Context, q: string): Promise<Found[]> {
  const apps = await ctx.db.hubSpotApp.findMany({
    where: {
      OR: [
        { name: { contains: q, mode: "insensitive" } },
        { clientId: { startsWith: q } },
        { slug: { contains: q.toLowerCase() } },
      ],
    },
    select: { slug: true, name: true, clientId: true },
    orderBy: { name: "asc" },
    take: APPS,
  });
  return apps.map(({ slug, name, clientId }) => ({
    kind: "app",
    href: `/apps/${slug}`,
    label: name,
    detail: clientId,
    acts: [
      ...(may(ctx, "portals.connect")
        ? [{ label: say("Connect portal"), href: `/portals/connect?app=${slug}` }]
        : []),
      { label: say("Show its portals"), href: `/portals?app=${slug}` },
      { label: say("Settings"), href: `/apps/${slug}/settings` },
      { label: say("Credentials"), href: `/apps/${slug}/credentials` },
    ],
  }));
}

/** Events of one request of ours, or of one call to HubSpot: two looks, each at an index of its own. */
async function findEvents(ctx: Context, q: string): Promise<Found[]> {
  const look = (where: { requestId: string } | { correlationId: string }) =>
    ctx.db.auditEvent.findMany({
      where,
      select: { seq: true, action: true, targetLabel: true, actorLabel: true },
      orderBy: { seq: "desc" },
      take: EVENTS,
    });
  const [ofRequest, ofCall] = await Promise.all([
    look({ requestId: q }),
    look({ correlationId: q }),
  ]);
  const events = ofRequest.length > 0 ? ofRequest : ofCall;
  return events.map(({ action, targetLabel, actorLabel }) => ({
    kind: "event",
    href: `/activity?request=${encodeURIComponent(q)}`,
    label: isAuditAction(action) ? say(AUDIT_ACTIONS[action]) : action,
    detail: [targetLabel, actorLabel].filter(Boolean).join(" · "),
    acts: [],
  }));
}
