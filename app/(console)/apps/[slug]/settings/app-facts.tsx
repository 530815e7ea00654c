import { Copyable } from "@/components/copyable";
import { RelativeTime } from "@/components/relative-time";
import { ScopeList } from "@/components/scope-list";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { AppView } from "@/lib/hubspot-apps/queries";
import { withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { say } from "@/lib/say/say";

/** The settings of an app for those who cannot change them. */
export function AppFacts({ app, now, timeZone }: { app: AppView; now: string; timeZone: string }) {
  return (
    <Section title={say("Settings")}>
      <DescriptionList columns={1}>
        <DescriptionItem term={say("Client ID")}>
          <Copyable value={app.clientId} label={say("Copy client ID")} />
        </DescriptionItem>
        <DescriptionItem term={say("Redirect URI")}>
          <Copyable value={app.redirectUri} label={say("Copy redirect URI")} />
        </DescriptionItem>
        <DescriptionItem term={say("OAuth API version")}>{app.apiVersion}</DescriptionItem>
        <DescriptionItem term={say("Added")}>
          <RelativeTime value={app.createdAt.toISOString()} now={now} timeZone={timeZone} />
        </DescriptionItem>
      </DescriptionList>
      <h3 className="mt-5 mb-2 text-sm font-medium text-ink-muted">{say("Required scopes")}</h3>
      <ScopeList label={say("Required")} scopes={withMeanings(app.requiredScopes)} />
      <h3 className="mt-5 mb-2 text-sm font-medium text-ink-muted">
        {say("Conditionally required")}
      </h3>
      <ScopeList
        label={say("Conditionally required")}
        scopes={withMeanings(app.conditionalScopes)}
      />
      <h3 className="mt-5 mb-2 text-sm font-medium text-ink-muted">{say("Optional scopes")}</h3>
      <ScopeList label={say("Optional")} scopes={withMeanings(app.optionalScopes)} />
    </Section>
  );
}
