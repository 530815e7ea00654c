import clsx from "clsx";
import {
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Hourglass,
  KeyRound,
  RefreshCwOff,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from "lucide-react";
import { Badge } from "./ui/badge";
import { Popover } from "./ui/popup/popover";
import type { Tone } from "./ui/tone";
import { useSay } from "#say";

export type PortalStatusValue =
  "connected" | "degraded" | "needs_reconnect" | "revoked" | "uninstalled" | "app_error";

type Meaning = { label: string; tone: Tone; icon: LucideIcon; means: string; acts: string };

/** Words, colour, icon and explanation of every portal status; the only place where they are written. */
export const PORTAL_STATUS = {
  connected: {
    label: "Connected",
    tone: "ok",
    icon: CircleCheck,
    means: "HubSpot accepts the connection and tokens are refreshed on time.",
    acts: "Nobody has to act.",
  },
  degraded: {
    label: "Degraded",
    tone: "warn",
    icon: TriangleAlert,
    means: "The last refresh failed for a passing reason, such as HubSpot not answering.",
    acts: "Portico tries again by itself.",
  },
  needs_reconnect: {
    label: "Needs reconnect",
    tone: "danger",
    icon: Unplug,
    means: "HubSpot refused the grant. Usually the app was uninstalled or access was removed.",
    acts: "An admin sends the customer a reconnect link.",
  },
  revoked: {
    label: "Revoked",
    tone: "neutral",
    icon: CircleSlash,
    means: "The refresh token was deleted from here on purpose.",
    acts: "Reconnect only if the portal is to be used again.",
  },
  uninstalled: {
    label: "Uninstalled",
    tone: "neutral",
    icon: RefreshCwOff,
    means: "The app is no longer installed in this HubSpot account.",
    acts: "The customer installs the app again if it is needed.",
  },
  app_error: {
    label: "App error",
    tone: "danger",
    icon: KeyRound,
    means: "HubSpot refuses the app's own client ID or secret. All its portals are paused.",
    acts: "An admin corrects the app's credentials once.",
  },
} as const satisfies Record<PortalStatusValue, Meaning>;

/** The status in exactly the product's words, with icon and colour. */
export function PortalStatusBadge({
  status,
  revocationPending = false,
  className,
}: {
  status: PortalStatusValue;
  /** HubSpot has not confirmed the revocation yet; shown as a second badge. */
  revocationPending?: boolean;
  className?: string;
}) {
  const say = useSay();
  const { label, tone, icon: Icon } = PORTAL_STATUS[status];
  const badge = (
    <Badge tone={tone} icon={<Icon />} className={revocationPending ? undefined : className}>
      {say(label)}
    </Badge>
  );
  if (!revocationPending) return badge;
  return (
    <span className={clsx("inline-flex flex-wrap items-center gap-1", className)}>
      {badge}
      <Badge tone="warn" icon={<Hourglass />}>
        {say("Revocation pending")}
      </Badge>
    </span>
  );
}

/** Help popover: what each status means and who must act. */
export function StatusHelp({ className }: { className?: string }) {
  const say = useSay();
  return (
    <Popover
      title={say("What the statuses mean")}
      className="w-96"
      trigger={{
        label: <CircleHelp />,
        ariaLabel: say("What the statuses mean"),
        variant: "ghost",
        size: "icon",
        className,
      }}
    >
      <dl className="space-y-3">
        {Object.entries(PORTAL_STATUS).map(([status, { label, tone, icon: Icon, means, acts }]) => (
          <div key={status}>
            <dt>
              <Badge tone={tone} icon={<Icon />}>
                {say(label)}
              </Badge>
            </dt>
            <dd className="mt-1 text-sm text-ink-muted">
              {say(means)} {say(acts)}
            </dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
