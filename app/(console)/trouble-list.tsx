import Link from "next/link";
import { PortalStatusBadge } from "@/components/portal-status";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { explainFailure } from "@/lib/portals/explain-failure";
import type { OverviewPortal } from "@/lib/portals/overview";

type TroubleListProps = {
  portals: (OverviewPortal & { accessTokenExpiresAt?: Date | null; nextTryAt?: Date | null })[];
  now: string;
  timeZone: string;
};

/** Portals with what is wrong in words and since when. */
export function TroubleList({ portals, now, timeZone }: TroubleListProps) {
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
            <p className="text-sm text-ink-muted">
              {portal.lastErrorKind
                ? explainFailure({ kind: portal.lastErrorKind }).what
                : portal.appName}
            </p>
            <p className="text-sm text-ink-faint">
              {portal.accessTokenExpiresAt ? (
                <>
                  Access token ends{" "}
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
          {portal.isRevocationPending ? (
            <Badge tone="warn">Revocation pending</Badge>
          ) : portal.isUninstallPending ? (
            <Badge tone="warn">Uninstall pending</Badge>
          ) : (
            <PortalStatusBadge status={portal.status} />
          )}
        </li>
      ))}
    </ul>
  );
}
