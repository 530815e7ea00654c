import { Link } from "@/components/ui/link";
import { Copyable } from "@/components/copyable";
import { RelativeTime } from "@/components/relative-time";
import { ScopeList } from "@/components/scope-list";
import { Alert } from "@/components/ui/alert";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { InspectedToken } from "@/lib/portals/inspect/inspect-token";
import { STATUS_WORDS } from "@/lib/portals/status";

const TYPES = { access_token: "Access token", refresh_token: "Refresh token" };

type TokenResultProps = { token: InspectedToken; now: string; timeZone: string };

/** What a token is, in words first. The token itself is not here. */
export function TokenResult({ token, now, timeZone }: TokenResultProps) {
  const { words, facts, ours } = token;
  return (
    <Section title="Result">
      <div className="flex flex-col gap-5">
        <Alert tone={words.tone} title={words.title}>
          {words.lines.map((line) => (
            <p key={line} className="mt-1">
              {line}
            </p>
          ))}
        </Alert>
        <DescriptionList>
          <DescriptionItem term="Type">
            {token.type ? TYPES[token.type] : "Not known"}
          </DescriptionItem>
          <DescriptionItem term="Portal here">
            {ours ? (
              <>
                <Link href={`/portals/${ours.portalId}`} className="text-accent-text underline">
                  {ours.label}
                </Link>
                {` · ${STATUS_WORDS[ours.status].label} · ${ours.appName}`}
              </>
            ) : (
              "None holds it"
            )}
          </DescriptionItem>
          {facts ? <Facts facts={facts} now={now} timeZone={timeZone} type={token.type} /> : null}
          <DescriptionItem term="Fingerprint">
            <code className="font-mono text-sm">{token.fingerprint}</code>
          </DescriptionItem>
          {token.correlationId ? (
            <DescriptionItem term="Correlation ID">
              <Copyable value={token.correlationId} label="Copy correlation ID" />
            </DescriptionItem>
          ) : null}
        </DescriptionList>
        {facts ? (
          <section>
            <h3 className="mb-2 text-sm font-medium text-ink-muted">Scopes</h3>
            <ScopeList label="Scopes" scopes={facts.scopes} empty="HubSpot named none." />
          </section>
        ) : null}
      </div>
    </Section>
  );
}

type FactsProps = {
  facts: NonNullable<InspectedToken["facts"]>;
  type: InspectedToken["type"];
  now: string;
  timeZone: string;
};

function Facts({ facts, type, now, timeZone }: FactsProps) {
  return (
    <>
      <DescriptionItem term="User email">
        {facts.userEmail ?? "HubSpot left it out"}
      </DescriptionItem>
      <DescriptionItem term="User ID">{facts.userId ?? "HubSpot left it out"}</DescriptionItem>
      <DescriptionItem term="Hub ID">
        {facts.hubId ? <Copyable value={facts.hubId} label="Copy Hub ID" /> : "HubSpot left it out"}
      </DescriptionItem>
      <DescriptionItem term="Domain">{facts.hubDomain ?? "HubSpot left it out"}</DescriptionItem>
      <DescriptionItem term="HubSpot app ID">
        {facts.hubspotAppId ?? "HubSpot left it out"}
      </DescriptionItem>
      {facts.clientId ? (
        <DescriptionItem term="Client ID">
          <Copyable value={facts.clientId} label="Copy client ID" />
        </DescriptionItem>
      ) : null}
      <DescriptionItem term="Expires">
        {facts.expiresAt ? (
          <RelativeTime value={facts.expiresAt} now={now} timeZone={timeZone} />
        ) : type === "refresh_token" ? (
          "Refresh tokens do not expire by time"
        ) : (
          "HubSpot left it out"
        )}
      </DescriptionItem>
    </>
  );
}
