import { RelativeTime } from "@/components/relative-time";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { PortalView } from "@/lib/portals/look-up/get";
import { startedByWords } from "@/lib/portals/connect/grant-source";
import { say } from "@/lib/say/say";

type Clock = { now: string; timeZone: string };

function noAddress({ isAsking, isInstallerErased }: NonNullable<PortalView["current"]>): string {
  if (isInstallerErased) return say("Erased");
  return isAsking ? say("Still asking HubSpot") : say("HubSpot did not tell the email");
}

/** Who installed it: the first question support asks. */
export function InstalledBy({ portal, now, timeZone }: { portal: PortalView } & Clock) {
  const grant = portal.current;
  return (
    <Section title={say("Installed by")}>
      {grant ? (
        <>
          <p className="text-lg font-medium wrap-anywhere">
            {grant.installerEmail ?? noAddress(grant)}
          </p>
          {grant.isAsking ? (
            <p className="mt-1 text-sm text-ink-muted">
              {say(
                "HubSpot gave the tokens and did not say who installed the app. Portico keeps asking.",
              )}
            </p>
          ) : null}
          <DescriptionList className="mt-4">
            <DescriptionItem term={say("HubSpot user ID")}>
              {grant.installerUserId ?? (grant.isInstallerErased ? say("Erased") : say("Not told"))}
            </DescriptionItem>
            <DescriptionItem term={say("When")}>
              <RelativeTime value={grant.createdAt.toISOString()} now={now} timeZone={timeZone} />
            </DescriptionItem>
            <DescriptionItem term={say("Through")}>{portal.app.name}</DescriptionItem>
            <DescriptionItem term={say("Started by")}>
              {say.any(startedByWords(grant.source, grant.startedBy))}
            </DescriptionItem>
          </DescriptionList>
        </>
      ) : (
        <p className="text-ink-muted">{say("There is no grant on record.")}</p>
      )}
    </Section>
  );
}
