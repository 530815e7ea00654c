import { CircleCheck } from "lucide-react";
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
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";
import { Words } from "@/components/words/words";

export const generateMetadata = titled("Overview");

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
      <Words of="overview">
        <div className="flex flex-col gap-5">
          <PageHeader
            title={say("Welcome, {name}", { name: viewer.name })}
            about="overview"
            description={say("No portal is connected yet.")}
          />
          {isUnsafe ? <KeysNotice /> : null}
          <FactorNotice enrolBy={viewer.enrolBy} timeZone={timeZone} />
          {steps ?? <NoPortals hasApp={overview.apps > 0} mayConnect={mayConnect} />}
        </div>
      </Words>
    );
  }
  return (
    <Words of="overview">
      <div className="flex flex-col gap-5">
        <PageHeader
          title={say("Overview")}
          about="overview"
          description={stateOf(overview.counts)}
          actions={
            mayConnect ? (
              <LinkButton href="/portals/connect" variant="primary">
                {say("Connect portal")}
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
            title={say("HubSpot refuses the client ID or secret of {app}", { app: app.name })}
            actions={<LinkButton href={`/apps/${app.slug}`}>{say("Open app")}</LinkButton>}
          >
            {say("All its portals are paused. Their grants are untouched.")}
          </Alert>
        ))}
        {overview.v1Apps.map((app) => (
          <Alert
            key={app.slug}
            tone="warning"
            title={say("{app} uses HubSpot's v1 OAuth API, which {ends}", {
              app: app.name,
              ends: v1EndsIn(ctx.now()),
            })}
            actions={<LinkButton href={`/apps/${app.slug}`}>{say("Open app")}</LinkButton>}
          >
            {say("Choose 2026-09 on its page. Existing grants keep working.")}
          </Alert>
        ))}
        <Counts overview={overview} />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          {/* Without a log beside them they stand side by side. */}
          <div className={recent ? "flex min-w-0 flex-col gap-5" : "contents"}>
            {mayConnect ? <AskedFor {...await listOpenRequests(ctx)} {...clock} /> : null}
            <Section title={say("Needs attention")}>
              {overview.trouble.length > 0 ? (
                <TroubleList portals={overview.trouble} mayConnect={mayConnect} {...clock} />
              ) : (
                <p className="flex items-center gap-2 text-ink-muted">
                  <CircleCheck className="size-4 text-ok" /> {say("No portal needs a person.")}
                </p>
              )}
            </Section>
            <Section
              title={say("Failing refreshes")}
              description={say("These end when their access token does, unless a retry works.")}
            >
              {overview.failing.length > 0 ? (
                <TroubleList portals={overview.failing} mayConnect={mayConnect} {...clock} />
              ) : (
                <p className="flex items-center gap-2 text-ink-muted">
                  <CircleCheck className="size-4 text-ok" /> {say("Every refresh works.")}
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
    </Words>
  );
}

/** Whether anything is broken, in one sentence. */
function stateOf(counts: OverviewView["counts"]): string {
  const { connected, degraded } = counts;
  const broken = counts.needs_reconnect + counts.app_error;
  const shown = (count: number) => ({ n: formatCount(count, undefined, say.lang) });
  if (broken > 0) {
    const state = say.count(
      broken,
      "{n} portal does not work until somebody acts.",
      "{n} portals do not work until somebody acts.",
      shown(broken),
    );
    if (degraded === 0) return state;
    return `${state} ${say("Portico is retrying {n} more by itself.", shown(degraded))}`;
  }
  if (degraded > 0)
    return say.count(
      degraded,
      "Portico is retrying {n} portal by itself. Everything else works.",
      "Portico is retrying {n} portals by itself. Everything else works.",
      shown(degraded),
    );
  return say.count(
    connected,
    "Everything works: {n} portal connected.",
    "Everything works: {n} portals connected.",
    shown(connected),
  );
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
                  {formatCount(overview.counts[status], undefined, say.lang)}
                </span>
                <span className="flex items-center gap-1.5 text-sm text-ink-muted">
                  <Icon className="size-4 shrink-0" />
                  {say.any(label)}
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
      title={say("Set up a second factor until {when}", {
        when: formatDateTime(enrolBy, timeZone, { lang: say.lang }),
      })}
      actions={<LinkButton href="/settings/security">{say("Set it up")}</LinkButton>}
    >
      {say("An owner asks it of everybody with your role. After that nothing else works for you.")}
    </Alert>
  );
}

function KeysNotice() {
  return (
    <Alert
      tone="warning"
      title={say("The encryption keys are on this machine alone")}
      actions={<LinkButton href="/settings/system">{say("Keep a copy")}</LinkButton>}
    >
      {say("If it is lost, every portal has to be connected anew, whatever backups there are.")}
    </Alert>
  );
}

type RestoredNoticeProps = { restored: AfterRestore; now: string; timeZone: string };

/** What became of the grants that a backup brought, before a customer notices. */
function RestoredNotice({ restored: { at, unchecked, lost }, ...clock }: RestoredNoticeProps) {
  const shown = (count: number) => ({ n: formatCount(count, undefined, say.lang) });
  return (
    <Alert
      tone={lost > 0 ? "danger" : "info"}
      title={
        lost > 0
          ? say.count(
              lost,
              "HubSpot refuses the grants of {n} portal since the backup was restored",
              "HubSpot refuses the grants of {n} portals since the backup was restored",
              shown(lost),
            )
          : say("A backup was restored, and its grants are being checked")
      }
      actions={
        lost > 0 ? (
          <LinkButton href="/portals?status=needs_reconnect">
            {say("Open those to reconnect")}
          </LinkButton>
        ) : undefined
      }
    >
      {say.rich("Restored {when}.", {
        when: <RelativeTime value={at.toISOString()} {...clock} />,
      })}{" "}
      {lost > 0
        ? `${say("Their tokens were renewed after the backup was written. Each portal's page has the link to connect it anew.")} `
        : null}
      {unchecked > 0
        ? say.count(
            unchecked,
            "{n} portal will still be asked for a new token, which tells.",
            "{n} portals will still be asked for a new token, which tells.",
            shown(unchecked),
          )
        : say("All others work.")}
    </Alert>
  );
}
