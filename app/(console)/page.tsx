import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/page-header";
import { PORTAL_STATUS } from "@/components/portal-status";
import { LinkButton } from "@/components/ui/link-button";
import { Alert } from "@/components/ui/alert";
import { RelativeTime } from "@/components/relative-time";
import { Card, Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { getAfterRestore, type AfterRestore } from "@/lib/backup/after-restore";
import { areKeysStored } from "@/lib/keys/stored-copy";
import { listActivity, parseActivityQuery } from "@/lib/audit/query";
import { v1EndsIn } from "@/lib/hubspot-apps/versions";
import { getFigures } from "@/lib/figures/figures";
import { getFirstSteps } from "@/lib/first-steps/first-steps";
import { formatCount, formatDateTime } from "@/lib/format";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { listOpenRequests } from "@/lib/portals/care/queries";
import { getOverview, type OverviewView } from "@/lib/portals/look-up/overview";
import { PORTAL_STATUSES } from "@/lib/portals/status";
import { OverviewFigures } from "./_figures/overview-figures";
import { AskedFor } from "./asked-for";
import { collapseRuns } from "./collapse-runs";
import { FirstSteps } from "./_first-steps/first-steps";
import { NoPortals } from "./_first-steps/no-portals";
import { RecentChanges } from "./recent-changes";
import { TroubleList } from "./trouble-list";

export const metadata: Metadata = { title: "Overview" };

const RUNS = 8;
/** So many of the latest events are looked through for what happened again and again. */
const LOOKED_THROUGH = 100;

export default async function OverviewPage() {
  const { ctx, viewer } = await requirePage("portals.read");
  const mayReadActivity = can(viewer.rights, "activity.read");
  const [overview, recent, timeZone] = await Promise.all([
    getOverview(ctx),
    mayReadActivity ? listActivity(ctx, parseActivityQuery({}), LOOKED_THROUGH) : null,
    viewerTimeZone(),
  ]);
  const clock = { now: ctx.now().toISOString(), timeZone };
  const restored = await getAfterRestore(ctx);
  const mayConnect = can(viewer.rights, "portals.connect");
  const isOwner = can(viewer.rights, "system.manage");
  const firstSteps = await getFirstSteps(ctx);
  const steps = firstSteps ? (
    <FirstSteps view={firstSteps} origin={ctx.env.origin} isOwner={isOwner} />
  ) : null;
  // The first steps ask for it already.
  const isUnsafe = isOwner && !firstSteps && !(await areKeysStored(ctx));
  if (!overview.hasPortals) {
    return (
      <div className="flex flex-col gap-5">
        <PageHeader
          title={`Welcome, ${viewer.name}`}
          about="overview"
          description="No portal is connected yet."
        />
        {isUnsafe ? <KeysNotice /> : null}
        <FactorNotice enrolBy={viewer.enrolBy} timeZone={timeZone} />
        {steps ?? <NoPortals hasApp={overview.apps > 0} mayConnect={mayConnect} />}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Overview"
        about="overview"
        description={stateOf(overview.counts)}
        actions={
          mayConnect ? (
            <LinkButton href="/portals/connect" variant="primary">
              Connect portal
            </LinkButton>
          ) : undefined
        }
      />
      {isUnsafe ? <KeysNotice /> : null}
      <FactorNotice enrolBy={viewer.enrolBy} timeZone={timeZone} />
      {restored ? <RestoredNotice restored={restored} {...clock} /> : null}
      {overview.refusedApps.map((app) => (
        <Alert
          key={app.slug}
          tone="danger"
          title={`HubSpot refuses the client ID or secret of ${app.name}`}
          actions={<LinkButton href={`/apps/${app.slug}`}>Open app</LinkButton>}
        >
          All its portals are paused. Their grants are untouched.
        </Alert>
      ))}
      {overview.v1Apps.map((app) => (
        <Alert
          key={app.slug}
          tone="warning"
          title={`${app.name} uses HubSpot's v1 OAuth API, which ${v1EndsIn(ctx.now())}`}
          actions={<LinkButton href={`/apps/${app.slug}`}>Open app</LinkButton>}
        >
          Choose 2026-09 on its page. Existing grants keep working.
        </Alert>
      ))}
      <Counts overview={overview} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {/* Without a log beside them they stand side by side. */}
        <div className={recent ? "flex min-w-0 flex-col gap-5" : "contents"}>
          {mayConnect ? <AskedFor {...await listOpenRequests(ctx)} {...clock} /> : null}
          <Section title="Needs attention">
            {overview.trouble.length > 0 ? (
              <TroubleList portals={overview.trouble} mayConnect={mayConnect} {...clock} />
            ) : (
              <p className="flex items-center gap-2 text-ink-muted">
                <CircleCheck className="size-4 text-ok" /> No portal needs a person.
              </p>
            )}
          </Section>
          <Section
            title="Failing refreshes"
            description="These end when their access token does, unless a retry works."
          >
            {overview.failing.length > 0 ? (
              <TroubleList portals={overview.failing} mayConnect={mayConnect} {...clock} />
            ) : (
              <p className="flex items-center gap-2 text-ink-muted">
                <CircleCheck className="size-4 text-ok" /> Every refresh works.
              </p>
            )}
          </Section>
        </div>
        {recent ? <RecentChanges runs={collapseRuns(recent.items, RUNS)} {...clock} /> : null}
      </div>
      {/* What is broken comes first. */}
      {steps}
      <OverviewFigures figures={await getFigures(ctx)} />
    </div>
  );
}

/** Whether anything is broken, in one sentence. */
function stateOf(counts: OverviewView["counts"]): string {
  const portals = (count: number) => `${formatCount(count)} ${count === 1 ? "portal" : "portals"}`;
  const broken = counts.needs_reconnect + counts.app_error;
  if (broken > 0)
    return `${portals(broken)} ${broken === 1 ? "does" : "do"} not work until somebody acts.${
      counts.degraded > 0
        ? ` Portico is retrying ${formatCount(counts.degraded)} more by itself.`
        : ""
    }`;
  if (counts.degraded > 0)
    return `Portico is retrying ${portals(counts.degraded)} by itself. Everything else works.`;
  return `Everything works: ${portals(counts.connected)} connected.`;
}

/** Each number leads to the list that explains it. */
function Counts({ overview }: { overview: OverviewView }) {
  return (
    <Card padded={false}>
      <ul className="grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-6">
        {PORTAL_STATUSES.map((status) => {
          const { label, icon: Icon } = PORTAL_STATUS[status];
          return (
            <li key={status} className="-ms-px -mt-px border-s border-t border-line">
              <Link
                href={`/portals?status=${status}`}
                className="flex flex-col gap-1 p-4 hover:bg-hover"
              >
                <span className="text-2xl font-semibold tabular-nums">
                  {formatCount(overview.counts[status])}
                </span>
                <span className="flex items-center gap-1.5 text-sm text-ink-muted">
                  <Icon className="size-4 shrink-0" />
                  {label}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** Until a copy of the keys is kept elsewhere, one disk decides over every connection. */
function FactorNotice({ enrolBy, timeZone }: { enrolBy: Date | null; timeZone: string }) {
  if (!enrolBy) return null;
  return (
    <Alert
      tone="warning"
      title={`Set up a second factor until ${formatDateTime(enrolBy, timeZone)}`}
      actions={<LinkButton href="/settings/security">Set it up</LinkButton>}
    >
      An owner asks it of everybody with your role. After that nothing else works for you.
    </Alert>
  );
}

function KeysNotice() {
  return (
    <Alert
      tone="warning"
      title="The encryption keys are on this machine alone"
      actions={<LinkButton href="/settings/system">Keep a copy</LinkButton>}
    >
      If it is lost, every portal has to be connected anew, whatever backups there are.
    </Alert>
  );
}

type RestoredNoticeProps = { restored: AfterRestore; now: string; timeZone: string };

/** What became of the grants that a backup brought, before a customer notices. */
function RestoredNotice({ restored: { at, unchecked, lost }, ...clock }: RestoredNoticeProps) {
  const portals = (count: number) => `${formatCount(count)} ${count === 1 ? "portal" : "portals"}`;
  return (
    <Alert
      tone={lost > 0 ? "danger" : "info"}
      title={
        lost > 0
          ? `HubSpot refuses the grants of ${portals(lost)} since the backup was restored`
          : "A backup was restored, and its grants are being checked"
      }
      actions={
        lost > 0 ? (
          <LinkButton href="/portals?status=needs_reconnect">Open those to reconnect</LinkButton>
        ) : undefined
      }
    >
      Restored <RelativeTime value={at.toISOString()} {...clock} />.{" "}
      {lost > 0
        ? "Their tokens were renewed after the backup was written. Each portal's page has the link to connect it anew. "
        : null}
      {unchecked > 0
        ? `${portals(unchecked)} will still be asked for a new token, which tells.`
        : "All others work."}
    </Alert>
  );
}
