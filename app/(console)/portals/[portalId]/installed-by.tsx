import { RelativeTime } from "@/components/relative-time";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { PortalView } from "@/lib/portals/get";

type Clock = { now: string; timeZone: string };

/** Who installed it: the first question support asks. */
export function InstalledBy({ portal, now, timeZone }: { portal: PortalView } & Clock) {
  const grant = portal.current;
  return (
    <Section title="Installed by">
      {grant ? (
        <>
          <p className="text-lg font-medium wrap-anywhere">
            {grant.installerEmail ?? "HubSpot did not tell the email"}
          </p>
          <DescriptionList className="mt-4">
            <DescriptionItem term="HubSpot user ID">
              {grant.installerUserId ?? "Not told"}
            </DescriptionItem>
            <DescriptionItem term="When">
              <RelativeTime value={grant.createdAt.toISOString()} now={now} timeZone={timeZone} />
            </DescriptionItem>
            <DescriptionItem term="Through">{portal.app.name}</DescriptionItem>
            <DescriptionItem term="Started by">
              {grant.startedBy
                ? `${grant.startedBy.name} (${grant.startedBy.email})`
                : "Somebody who has left"}
            </DescriptionItem>
          </DescriptionList>
        </>
      ) : (
        <p className="text-ink-muted">There is no grant on record.</p>
      )}
    </Section>
  );
}
