import { CopyButton } from "@/components/copy-button";
import { Copyable } from "@/components/copyable";
import { RelativeTime } from "@/components/relative-time";
import { ScopeList } from "@/components/scope-list";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { AppView } from "@/lib/hubspot-apps/queries";
import { withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";

type AppFactsProps = { app: AppView; showsSettings: boolean; now: string; timeZone: string };

/** What the app sends people to; for those who cannot edit, also its settings. */
export function AppFacts({ app, showsSettings, now, timeZone }: AppFactsProps) {
  return (
    <>
      <Section
        title="Authorize URL"
        description="HubSpot's consent page for this app. Portico adds state and PKCE to it."
      >
        <div className="flex items-start gap-2">
          <code className="min-w-0 flex-1 font-mono text-sm wrap-anywhere text-ink-muted">
            {app.authorizeUrl}
          </code>
          <CopyButton value={app.authorizeUrl} label="Copy authorize URL" />
        </div>
      </Section>
      {showsSettings ? (
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
      ) : null}
      <Section title="Portals">
        <p className="text-ink-muted">
          {app.livePortals === 0 ? "No portal is connected through this app." : null}
          {app.livePortals > 0 ? (
            <a href={`/portals?app=${app.slug}`} className="text-accent-text hover:underline">
              {app.livePortals === 1 ? "1 live portal" : `${app.livePortals} live portals`}
            </a>
          ) : null}
        </p>
      </Section>
    </>
  );
}
