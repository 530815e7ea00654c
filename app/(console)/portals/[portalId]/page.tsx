import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { PageHeader } from "@/components/page-header";
import { PortalStatusBadge } from "@/components/portal-status";
import { Copyable } from "@/components/copyable";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { listPortalReaders } from "@/lib/api-keys/queries";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { listLookers, noteLook } from "@/lib/portals/care/looks";
import { getCare, listPossibleOwners, listTags } from "@/lib/portals/care/queries";
import { customerWords } from "@/lib/portals/look-up/customer-words";
import { getPortal, type PortalView } from "@/lib/portals/look-up/get";
import { listTokenSharers } from "@/lib/portals/end/shared-tokens";
import { listPlaceSearch, parseListPlace } from "@/lib/portals/look-up/list-place";
import { summarizePortal } from "@/lib/portals/look-up/summary";
import { getTimeline } from "@/lib/portals/look-up/timeline";
import { isRevealOn } from "@/lib/portals/reveal/rule";
import { say } from "@/lib/say/say";
import { AskReconnect } from "./_care/ask-reconnect";
import { CareSection } from "./_care/care-section";
import { LookersSection } from "./_care/lookers-section";
import { NotesSection } from "./_care/notes-section";
import { RequestNotice } from "./_care/request-notice";
import type { PortalActs } from "./controlled-portal";
import { CustomerWords } from "./customer-words";
import { DaysSection } from "./days-section";
import { FactsSection } from "./facts-section";
import { GrantsSection } from "./grants-section";
import { HealthSection } from "./health-section";
import { HeldBackNotices } from "./held-back-notices";
import { InstalledBy } from "./installed-by";
import { ListNav } from "./list-nav";
import { PortalControls } from "./portal-controls";
import { ReadersSection } from "./readers-section";
import { ScopesSection } from "./scopes-section";
import { TimelineSection } from "./timeline-section";
import { TokenSection } from "./token-section";

type PageProps = {
  params: Promise<{ portalId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Four days of a portal that is refreshed every half hour, and then some; told as a few lines. */
const TIMELINE_EVENTS = 200;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { ctx } = await requirePage("portals.read");
  const portal = await load(ctx, (await params).portalId);
  return { title: say("{portal} · Portals", { portal: portal.label }) };
}

export default async function PortalPage({ params, searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("portals.read");
  const portal = await load(ctx, (await params).portalId);
  const { before, notes } = await searchParams;
  const list = parseListPlace(await searchParams);
  const listPlace = list ? listPlaceSearch(list) : "";
  const mayCare = can(viewer.rights, "portals.care");
  const mayConnect = can(viewer.rights, "portals.connect");
  const [timeline, timeZone, sharers, readers, care, people, tags, lookers, revealIsOn] =
    await Promise.all([
      getTimeline(
        ctx,
        portal.id,
        typeof before === "string" && /^\d{1,18}$/.test(before) ? BigInt(before) : undefined,
        TIMELINE_EVENTS,
      ),
      viewerTimeZone(),
      listTokenSharers(ctx, portal.id),
      listPortalReaders(ctx, portal.id),
      getCare(ctx, portal.id, notes === "all"),
      mayCare ? listPossibleOwners(ctx, portal.app.id) : [],
      mayCare ? listTags(ctx) : [],
      mayCare ? listLookers(ctx, portal.id) : [],
      isRevealOn(ctx),
    ]);
  if (!mayCare) after(() => noteLook(ctx, portal.id));
  const clock = { now: ctx.now().toISOString(), timeZone };
  const may: PortalActs = {
    refresh: can(viewer.rights, "portals.refresh"),
    connect: mayConnect,
    test: can(viewer.rights, "portals.test"),
    revoke: can(viewer.rights, "portals.revoke"),
    uninstall: can(viewer.rights, "portals.uninstall"),
  };
  const mayNote = can(viewer.rights, "portals.note");
  return (
    <div className="flex flex-col gap-5">
      {list ? <ListNav ctx={ctx} portalId={portal.id} place={list} /> : null}
      <PageHeader
        title={portal.label}
        about="one-portal"
        breadcrumbs={list ? [] : [{ label: say("Portals"), href: "/portals" }]}
        meta={
          portal.isRevocationPending ? (
            <Badge tone="warn">{say("Revocation pending")}</Badge>
          ) : portal.isUninstallPending ? (
            <Badge tone="warn">{say("Uninstall pending")}</Badge>
          ) : (
            <PortalStatusBadge status={portal.status} />
          )
        }
        actions={
          <LinkButton href={`/portals/${portal.id}/use${listPlace && `?${listPlace}`}`}>
            {say("Use it")}
          </LinkButton>
        }
        description={
          <span className="inline-flex flex-wrap items-center gap-x-1">
            {say.rich("Hub ID {hub} through {app}", {
              hub: <Copyable value={portal.hubId} label={say("Copy Hub ID")} />,
              app: portal.app.name,
            })}
          </span>
        }
      />
      <PortalControls
        portal={{
          id: portal.id,
          label: portal.label,
          hubId: portal.hubId,
          appSlug: portal.app.slug,
          appName: portal.app.name,
          confirmText: portal.confirmText,
          refreshVersion: portal.refreshVersion,
          isRevocationPending: portal.isRevocationPending,
          isUninstallPending: portal.isUninstallPending,
          isRemovedAtHubSpot: portal.uninstalledAt !== null,
          canBeUsed: portal.canBeUsed,
          canTryRefresh:
            (portal.canBeUsed || portal.status === "needs_reconnect") && !portal.isUninstallPending,
          canBeRevoked: portal.canBeRevoked,
          canBeUninstalled: portal.canBeUninstalled,
          tokenSharers: sharers,
          liveRefreshTokens: portal.liveRefreshTokens,
          accessTokenExpiresAt: portal.accessTokenExpiresAt?.toISOString() ?? null,
        }}
        summary={summarizePortal(portal, ctx.now(), timeZone)}
        may={may}
        ask={
          !mayNote || (care.request && !care.request.closedAt) ? null : (
            <AskReconnect portalId={portal.id} label={portal.label} isNeeded={!portal.canBeUsed} />
          )
        }
        {...clock}
      />
      {care.request ? (
        <RequestNotice
          request={care.request}
          reconnectHref={
            mayConnect ? `/portals/connect?app=${portal.app.slug}&portal=${portal.id}` : undefined
          }
          {...clock}
        />
      ) : null}
      <HealthSection portal={portal} {...clock} />
      <CustomerWords words={customerWords(portal)} />
      <HeldBackNotices
        portal={{ id: portal.id, label: portal.label }}
        grants={portal.grants
          .filter((grant) => grant.isHeldBack)
          .map((grant) => ({
            id: grant.id,
            of:
              grant.installerEmail ??
              say("HubSpot user {id}", { id: grant.installerUserId ?? say("unknown") }),
            createdAt: grant.createdAt.toISOString(),
            missing: grant.lacks,
          }))}
        mayDecide={may.connect && may.revoke}
        {...clock}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <InstalledBy portal={portal} {...clock} />
          <DaysSection ctx={ctx} portalId={portal.id} />
          <NotesSection
            portalId={portal.id}
            care={care}
            mayNote={mayNote}
            listPlace={listPlace}
            {...clock}
          />
          <ScopesSection portal={portal} mayReconnect={mayConnect} />
          <TimelineSection
            portalId={portal.id}
            timeline={timeline}
            listPlace={listPlace}
            mayReadAll={can(viewer.rights, "activity.read")}
            {...clock}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <CareSection
            portalId={portal.id}
            label={portal.label}
            care={care}
            choices={mayCare ? { people, tags } : undefined}
          />
          <TokenSection
            portal={portal}
            isRevealOn={revealIsOn}
            mayReveal={can(viewer.rights, "tokens.reveal")}
            {...clock}
          />
          <ReadersSection readers={readers} {...clock} />
          <FactsSection
            portal={portal}
            mayRefresh={can(viewer.rights, "portals.inspect")}
            {...clock}
          />
          <GrantsSection portal={portal} mayRevoke={may.revoke} {...clock} />
          <LookersSection lookers={lookers} {...clock} />
        </div>
      </div>
    </div>
  );
}

async function load(ctx: Context, id: string): Promise<PortalView> {
  if (!UUID.test(id)) notFound();
  try {
    return await getPortal(ctx, id);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
