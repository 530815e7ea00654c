import { ScopeDiff } from "@/components/scope-diff";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/card";
import { withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";
import type { PortalView } from "@/lib/portals/look-up/get";
import { say } from "@/lib/say/say";

/** What the portal granted against what the app asks for. */
export function ScopesSection({
  portal,
  mayReconnect,
}: {
  portal: PortalView;
  mayReconnect: boolean;
}) {
  const { granted, missing, extra } = portal.scopes;
  return (
    <Section title={say("Granted scopes")} description={say("Against what the app asks for now.")}>
      <ScopeDiff
        granted={withMeanings(granted)}
        missing={withMeanings(missing)}
        surplus={withMeanings(extra)}
        action={
          mayReconnect && missing.length > 0 ? (
            <LinkButton
              size="sm"
              href={`/portals/connect?app=${portal.app.slug}&portal=${portal.id}`}
            >
              {say("Reconnect to get them")}
            </LinkButton>
          ) : undefined
        }
      />
    </Section>
  );
}
