import { Copyable } from "@/components/copyable";
import { RelativeTime } from "@/components/relative-time";
import { ScopeList } from "@/components/scope-list";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { AppView } from "@/lib/hubspot-apps/queries";
import { withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";

/** The settings of an app for those who cannot change them. */
export function AppFacts({ app, now, timeZone }: { app: AppView; now: string; timeZone: string }) {
  return (
    <Section title="Settings">
      <DescriptionList columns={1}>
        <DescriptionItem term="Client ID">
          <Copyable value={app.clientId} label="Copy client ID" />
        </DescriptionItem>
        <DescriptionItem term="Redirect URI">
          <Copyable value={app.redirectUri} label="Copy redirect URI" />
        </DescriptionItem>
        <DescriptionItem term="OAuth API version">{app.apiVersion}</DescriptionItem>
        <DescriptionItem term="Added">
          <RelativeTime value={app.createdAt.toISOString()} now={now} timeZone={timeZone} />
        </DescriptionItem>
      </DescriptionList>
      <h3 className="mt-5 mb-2 text-sm font-medium text-ink-muted">Required scopes</h3>
      <ScopeList label="Required" scopes={withMeanings(app.requiredScopes)} />
      <h3 className="mt-5 mb-2 text-sm font-medium text-ink-muted">Conditionally required</h3>
      <ScopeList label="Conditionally required" scopes={withMeanings(app.conditionalScopes)} />
      <h3 className="mt-5 mb-2 text-sm font-medium text-ink-muted">Optional scopes</h3>
      <ScopeList label="Optional" scopes={withMeanings(app.optionalScopes)} />
    </Section>
  );
}
