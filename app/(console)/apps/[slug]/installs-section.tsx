import { PORTAL_STATUS } from "@/components/portal-status";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatCount } from "@/lib/format";
import type { AppView } from "@/lib/hubspot-apps/queries";
import type { InstallCap } from "@/lib/hubspot-apps/ways-in/install-caps";
import { PORTAL_STATUSES, type PortalStatus } from "@/lib/portals/status";
import { say } from "@/lib/say/say";

type InstallsProps = {
  app: AppView;
  portals: Record<PortalStatus, number>;
  use: InstallCap | null;
};

/** The portals of the app by status, each figure a link to its list, and how much room HubSpot leaves. */
export function InstallsSection({ app, portals, use }: InstallsProps) {
  const present = PORTAL_STATUSES.filter((status) => portals[status] > 0);
  return (
    <Section
      title={say("Portals")}
      actions={
        <Link
          href={`/portals?app=${app.slug}`}
          className="text-sm text-accent-text hover:underline"
        >
          {say("All of them")}
        </Link>
      }
    >
      <div className="flex flex-col gap-4">
        {present.length > 0 ? (
          <ul className="-mx-2 flex flex-col">
            {present.map((status) => {
              const { label, icon: Icon } = PORTAL_STATUS[status];
              return (
                <li key={status}>
                  <Link
                    href={`/portals?app=${app.slug}&status=${status}`}
                    className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover max-sm:min-h-11"
                  >
                    <Icon className="size-4 shrink-0 text-ink-faint" />
                    <span className="min-w-0 flex-1">{say.any(label)}</span>
                    <span className="font-semibold tabular-nums">
                      {formatCount(portals[status], undefined, say.lang)}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        ) : (
          <p className="text-ink-muted">{say("No portal is connected through this app.")}</p>
        )}
        {use ? (
          <ProgressBar
            label={say("Installs used")}
            value={Math.min(use.installed, use.cap)}
            max={use.cap}
            valueText={say("{n:number} of {all:number}", { n: use.installed, all: use.cap })}
          />
        ) : (
          <p className="text-sm text-ink-faint">
            {say("No install limit is set.")}{" "}
            <Link
              href={`/apps/${app.slug}/ways-in`}
              className="text-accent-text underline hover:no-underline"
            >
              {say("Install limit")}
            </Link>
          </p>
        )}
      </div>
    </Section>
  );
}
