import type { ReactNode } from "react";
import { PortalStatusBadge } from "@/components/portal-status";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Email } from "@/components/ui/email";
import { TableCell } from "@/components/ui/table";
import { COLUMN_LABELS, type PortalColumn } from "@/lib/list-views/schemas";
import type { PortalListItem } from "@/lib/portals/look-up/list";
import { hasLiveGrant } from "@/lib/portals/status";
import { say } from "@/lib/say/say";

export interface Clock {
  now: string;
  timeZone: string;
}

interface CellLook {
  align?: "end";
  /** On phones, where a portal is two lines; a cell that has no place in them is not shown there. */
  className: string;
}

const UNLABELLED = "max-sm:before:content-none!";
const WIDE = "max-sm:hidden!";

const LOOKS: Record<PortalColumn, CellLook> = {
  hub_id: { align: "end", className: WIDE },
  installer: {
    className: `${UNLABELLED} max-sm:order-3 max-sm:justify-start! max-sm:text-start! max-sm:text-sm max-sm:text-ink-muted max-sm:group-has-[input]:ps-8!`,
  },
  app: { className: WIDE },
  status: { className: `${UNLABELLED} max-sm:order-2 max-sm:justify-end!` },
  expires: {
    className: `${UNLABELLED} max-sm:order-4 max-sm:justify-end! max-sm:text-sm max-sm:text-ink-muted`,
  },
  refreshed: { className: WIDE },
  connected: { className: WIDE },
  read: { className: WIDE },
};

type PortalCellProps = { column: PortalColumn; portal: PortalListItem; clock: Clock };

/** One cell of the list of portals. */
export function PortalCell({ column, portal, clock }: PortalCellProps) {
  return (
    <TableCell label={say.any(COLUMN_LABELS[column])} {...LOOKS[column]}>
      {CONTENT[column](portal, clock)}
    </TableCell>
  );
}

const CONTENT: Record<PortalColumn, (portal: PortalListItem, clock: Clock) => ReactNode> = {
  hub_id: ({ hubId }) => <span className="font-mono text-sm">{hubId}</span>,
  installer: ({ installerEmail }) =>
    installerEmail ? <Email address={installerEmail} /> : say("Not known"),
  app: ({ appName }) => appName,
  status: (portal) => <Status portal={portal} />,
  expires: (portal, clock) => <Expiry portal={portal} clock={clock} />,
  refreshed: ({ lastRefreshAt }, clock) => (
    <Since at={lastRefreshAt} none={say("Not yet")} clock={clock} />
  ),
  connected: ({ connectedAt }, clock) => <Since at={connectedAt} none="" clock={clock} />,
  read: ({ lastReadAt }, clock) => <Since at={lastReadAt} none={say("Never")} clock={clock} />,
};

function Status({ portal }: { portal: PortalListItem }) {
  if (portal.isRevocationPending) return <Badge tone="warn">{say("Revocation pending")}</Badge>;
  if (portal.isUninstallPending) return <Badge tone="warn">{say("Uninstall pending")}</Badge>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <PortalStatusBadge status={portal.status} />
      {portal.isOutcomeUnknown ? <Badge tone="warn">{say("Outcome unknown")}</Badge> : null}
    </span>
  );
}

function Since({ at, none, clock }: { at: Date | null; none: string; clock: Clock }) {
  if (!at) return <span className="text-ink-faint">{none}</span>;
  return <RelativeTime value={at.toISOString()} {...clock} show="relative" />;
}

function Expiry({ portal, clock }: { portal: PortalListItem; clock: Clock }) {
  const isEnding = portal.isRevocationPending || portal.isUninstallPending;
  if (!portal.accessTokenExpiresAt || !hasLiveGrant(portal.status) || isEnding) {
    return <span className="text-ink-faint">{say("None in use")}</span>;
  }
  const iso = portal.accessTokenExpiresAt.toISOString();
  const isPast = iso <= clock.now;
  if (isPast && portal.isRenewedAtRead)
    return <span className="text-ink-faint">{say("Renewed at the next read")}</span>;
  const when = <RelativeTime value={iso} {...clock} show="relative" />;
  return (
    <span className={isPast ? "text-ink-faint" : undefined}>
      {isPast ? say.rich("Expired {when}", { when }) : say.rich("Expires {when}", { when })}
    </span>
  );
}
