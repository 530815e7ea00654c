import { Link } from "@/components/ui/link";
import { PortalStatusBadge } from "@/components/portal-status";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { explainFailure } from "@/lib/portals/explain-failure";
import type { OverviewPortal } from "@/lib/portals/look-up/overview";

type TroubleListProps = {
  portals: (OverviewPortal & { accessTokenExpiresAt?: Date | null; nextTryAt?: Date | null })[];
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
              {portal.accessTokenExpiresAt ? (
                <>
                  {portal.accessTokenExpiresAt.toISOString() < now
                    ? "Access token ended "
                    : "Access token ends "}
                  <RelativeTime
                    value={portal.accessTokenExpiresAt.toISOString()}
                    now={now}
                    timeZone={timeZone}
                    show="relative"
                  />
                </>
              ) : (
                <>
                  Since{" "}
                  <RelativeTime
                    value={portal.since.toISOString()}
                    now={now}
                    timeZone={timeZone}
                    show="relative"
                  />
                </>
              )}
              {portal.nextTryAt ? (
                <>
                  {", next try "}
                  <RelativeTime
                    value={portal.nextTryAt.toISOString()}
                    now={now}
                    timeZone={timeZone}
                    show="relative"
                  />
                </>
              ) : null}
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {portal.isRevocationPending ? (
              <Badge tone="warn">Revocation pending</Badge>
            ) : portal.isUninstallPending ? (
              <Badge tone="warn">Uninstall pending</Badge>
            ) : portal.isHeldBack ? (
              <Badge tone="warn">Grant held back</Badge>
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

/** The one thing that helps, beside what is wrong. */
function NextStep({ portal, mayConnect }: { portal: OverviewPortal; mayConnect: boolean }) {
  const { id, label, appSlug, appName, status, isHeldBack } = portal;
  const isEnding = portal.isRevocationPending || portal.isUninstallPending;
  if (mayConnect && status === "needs_reconnect" && !isEnding && !isHeldBack)
    return (
      <LinkButton
        size="sm"
        href={`/portals/connect?app=${appSlug}&portal=${id}`}
        aria-label={`Reconnect ${label}`}
      >
        Reconnect
      </LinkButton>
    );
  if (status === "app_error")
    return (
      <LinkButton size="sm" href={`/apps/${appSlug}`} aria-label={`Open app ${appName}`}>
        Open app
      </LinkButton>
    );
  return (
    <LinkButton size="sm" href={`/portals/${id}`} aria-label={`Open ${label}`}>
      Open
    </LinkButton>
  );
}

function whatIsWrong({ lastErrorKind, isHeldBack, appName, status }: OverviewPortal): string {
  if (status === "app_error") return `Paused: the credentials of ${appName} are refused.`;
  if (lastErrorKind) return explainFailure({ kind: lastErrorKind }).what;
  if (isHeldBack)
    return "Somebody installed the app again with fewer scopes: one grant is to be chosen.";
  return appName;
}
