import { Link } from "@/components/ui/link";
import { PortalStatusBadge } from "@/components/portal-status";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { explainFailure } from "@/lib/portals/explain-failure";
import type { OverviewPortal } from "@/lib/portals/look-up/overview";
import { say } from "@/lib/say/say";

type TroubledPortal = OverviewPortal & {
  accessTokenExpiresAt?: Date | null;
  nextTryAt?: Date | null;
};

type TroubleListProps = {
  portals: TroubledPortal[];
  mayConnect: boolean;
  now: string;
  timeZone: string;
};

/** Portals with what is wrong in words and since when. */
export function TroubleList({ portals, mayConnect, now, timeZone }: TroubleListProps) {
  return (
    <ul className="divide-y divide-line">
      {portals.map((portal) => (
        <li
          key={portal.id}
          className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0"
        >
          <div className="min-w-0 flex-1 basis-52">
            <Link
              href={`/portals/${portal.id}`}
              className="font-medium wrap-anywhere hover:underline"
            >
              {portal.label}
            </Link>
            <p className="text-sm text-ink-muted">{whatIsWrong(portal)}</p>
            <p className="text-sm text-ink-faint">
              <When portal={portal} now={now} timeZone={timeZone} />
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {portal.isRevocationPending ? (
              <Badge tone="warn">{say("Revocation pending")}</Badge>
            ) : portal.isUninstallPending ? (
              <Badge tone="warn">{say("Uninstall pending")}</Badge>
            ) : portal.isHeldBack ? (
              <Badge tone="warn">{say("Grant held back")}</Badge>
            ) : (
              <PortalStatusBadge status={portal.status} />
            )}
            <NextStep portal={portal} mayConnect={mayConnect} />
          </div>
        </li>
      ))}
    </ul>
  );
}

const MOMENTS = {
  ended: ["Access token ended {when}", "Access token ended {when}, next try {next}"],
  ends: ["Access token ends {when}", "Access token ends {when}, next try {next}"],
  since: ["Since {when}", "Since {when}, next try {next}"],
} as const;

type WhenProps = { portal: TroubledPortal; now: string; timeZone: string };

/** Since when, or until when it holds, and when it is tried again. */
function When({ portal: { accessTokenExpiresAt, nextTryAt, since }, ...clock }: WhenProps) {
  const moment = (at: Date) => <RelativeTime value={at.toISOString()} show="relative" {...clock} />;
  const hasEnded = accessTokenExpiresAt && accessTokenExpiresAt.toISOString() < clock.now;
  const [alone, withNext] = MOMENTS[accessTokenExpiresAt ? (hasEnded ? "ended" : "ends") : "since"];
  const when = moment(accessTokenExpiresAt ?? since);
  if (!nextTryAt) return say.rich(alone, { when });
  return say.rich(withNext, { when, next: moment(nextTryAt) });
}

/** The one thing that helps, beside what is wrong. */
function NextStep({ portal, mayConnect }: { portal: OverviewPortal; mayConnect: boolean }) {
  const { id, label, appSlug, appName, status, isHeldBack } = portal;
  const isEnding = portal.isRevocationPending || portal.isUninstallPending;
  if (mayConnect && status === "needs_reconnect" && !isEnding && !isHeldBack)
    return (
      <LinkButton
        size="sm"
        href={`/portals/connect?app=${appSlug}&portal=${id}`}
        aria-label={say("Reconnect {portal}", { portal: label })}
      >
        {say("Reconnect")}
      </LinkButton>
    );
  if (status === "app_error")
    return (
      <LinkButton
        size="sm"
        href={`/apps/${appSlug}`}
        aria-label={say("Open app {app}", { app: appName })}
      >
        {say("Open app")}
      </LinkButton>
    );
  return (
    <LinkButton size="sm" href={`/portals/${id}`} aria-label={say("Open {name}", { name: label })}>
      {say("Open|act")}
    </LinkButton>
  );
}

function whatIsWrong({ lastErrorKind, isHeldBack, appName, status }: OverviewPortal): string {
  if (status === "app_error")
    return say("Paused: the credentials of {app} are refused.", { app: appName });
  if (lastErrorKind) return say.any(explainFailure({ kind: lastErrorKind }).what);
  if (isHeldBack)
    return say("Somebody installed the app again with fewer scopes: one grant is to be chosen.");
  return appName;
}
