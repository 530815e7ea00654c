import { Link } from "@/components/ui/link";
import { Copyable } from "@/components/copyable";
import { RelativeTime } from "@/components/relative-time";
import { ScopeList } from "@/components/scope-list";
import { Alert } from "@/components/ui/alert";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { InspectedToken } from "@/lib/portals/inspect/inspect-token";
import { STATUS_WORDS } from "@/lib/portals/status";
import { useSay } from "#say";

const TYPES = { access_token: "Access token", refresh_token: "Refresh token" } as const;

type TokenResultProps = { token: InspectedToken; now: string; timeZone: string };

/** What a token is, in words first. The token itself is not here. */
export function TokenResult({ token, now, timeZone }: TokenResultProps) {
  const say = useSay();
  const { words, facts, ours } = token;
  return (
    <Section title={say("Result")}>
      <div className="flex flex-col gap-5">
        <Alert tone={words.tone} title={words.title}>
          {words.lines.map((line) => (
            <p key={line} className="mt-1">
              {line}
            </p>
          ))}
        </Alert>
        <DescriptionList>
          <DescriptionItem term={say("Type")}>
            {say(token.type ? TYPES[token.type] : "Not known")}
          </DescriptionItem>
          <DescriptionItem term={say("Portal here")}>
            {ours ? (
              <>
                <Link href={`/portals/${ours.portalId}`} className="text-accent-text underline">
                  {ours.label}
                </Link>
                {` · ${say.any(STATUS_WORDS[ours.status].label)} · ${ours.appName}`}
              </>
            ) : (
              say("None holds it")
            )}
          </DescriptionItem>
          {facts ? <Facts facts={facts} now={now} timeZone={timeZone} type={token.type} /> : null}
          <DescriptionItem term={say("Fingerprint")}>
            <code className="font-mono text-sm">{token.fingerprint}</code>
          </DescriptionItem>
          {token.correlationId ? (
            <DescriptionItem term={say("Correlation ID")}>
              <Copyable value={token.correlationId} label={say("Copy correlation ID")} />
            </DescriptionItem>
          ) : null}
        </DescriptionList>
        {facts ? (
          <section>
            <h3 className="mb-2 text-sm font-medium text-ink-muted">{say("Scopes")}</h3>
            <ScopeList
              label={say("Scopes")}
              scopes={facts.scopes}
              empty={say("HubSpot named none.")}
            />
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
  const say = useSay();
  const leftOut = say("HubSpot left it out");
  return (
    <>
      <DescriptionItem term={say("User email")}>{facts.userEmail ?? leftOut}</DescriptionItem>
      <DescriptionItem term={say("User ID")}>{facts.userId ?? leftOut}</DescriptionItem>
      <DescriptionItem term={say("Hub ID")}>
        {facts.hubId ? <Copyable value={facts.hubId} label={say("Copy Hub ID")} /> : leftOut}
      </DescriptionItem>
      <DescriptionItem term={say("Domain")}>{facts.hubDomain ?? leftOut}</DescriptionItem>
      <DescriptionItem term={say("HubSpot app ID")}>
        {facts.hubspotAppId ?? leftOut}
      </DescriptionItem>
      {facts.clientId ? (
        <DescriptionItem term={say("Client ID")}>
          <Copyable value={facts.clientId} label={say("Copy client ID")} />
        </DescriptionItem>
      ) : null}
      <DescriptionItem term={say("Expires")}>
        {facts.expiresAt ? (
          <RelativeTime value={facts.expiresAt} now={now} timeZone={timeZone} />
        ) : type === "refresh_token" ? (
          say("Refresh tokens do not expire by time")
        ) : (
          leftOut
        )}
      </DescriptionItem>
    </>
  );
}
