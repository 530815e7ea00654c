import { CircleCheck, CirclePause } from "lucide-react";
import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { ScopeDiff } from "@/components/scope-diff";
import { LinkButton } from "@/components/ui/link-button";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";
import type { AttemptView } from "@/lib/portals/connect/attempts";
import { startedByWords } from "@/lib/portals/connect/grant-source";
import { say } from "@/lib/say/say";

type CompletedProps = { attempt: AttemptView; now: string; timeZone: string };

/** Names portal and installer, and leads to the portal. */
export function Completed({ attempt, now, timeZone }: CompletedProps) {
  const { portal } = attempt;
  if (!portal) {
    return (
      <PageHeader
        title={say("Connected")}
        description={say("The portal has been removed since.")}
      />
    );
  }
  const { granted, missing, extra } = portal.scopes;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <PageHeader
        title={
          <span className="inline-flex items-center gap-2">
            {portal.isHeldBack ? (
              <CirclePause className="size-5 shrink-0 text-warn" />
            ) : (
              <CircleCheck className="size-5 shrink-0 text-ok" />
            )}
            {outcomeOf(attempt, portal)}
          </span>
        }
        description={
          portal.isHeldBack
            ? say(
                "It may do less than the grant in use, which therefore stays. The portal's page asks which of the two is to be used.",
              )
            : attempt.wasReconnect
              ? say("The new grant is the current one; the portal's history was kept.")
              : say("Portico keeps its access token fresh from now on.")
        }
        actions={
          <>
            <LinkButton href="/portals/connect">{say("Connect another")}</LinkButton>
            <LinkButton href={`/portals/${portal.id}`} variant="primary">
              {say("Open {name}", { name: portal.label })}
            </LinkButton>
          </>
        }
      />
      <Section title={say("The connection")}>
        <DescriptionList>
          <DescriptionItem term={say("Portal")}>{portal.label}</DescriptionItem>
          <DescriptionItem term={say("Hub ID")}>
            <span className="font-mono text-sm">{portal.hubId}</span>
          </DescriptionItem>
          <DescriptionItem term={say("Installed by")}>
            {portal.installerEmail ??
              (portal.isAsking
                ? say("Still asking HubSpot; the portal's page will tell")
                : say("HubSpot did not tell the email"))}
            {portal.installerUserId ? (
              <span className="block text-sm text-ink-faint">
                {say("HubSpot user {id}", { id: portal.installerUserId })}
              </span>
            ) : null}
          </DescriptionItem>
          <DescriptionItem term={say("Through")}>{attempt.app.name}</DescriptionItem>
          <DescriptionItem term={say("Access token expires")}>
            {portal.accessTokenExpiresAt ? (
              <RelativeTime
                value={portal.accessTokenExpiresAt.toISOString()}
                now={now}
                timeZone={timeZone}
              />
            ) : (
              say("Not known")
            )}
          </DescriptionItem>
          <DescriptionItem term={say("Started by")}>
            {say.any(startedByWords(attempt.source, attempt.starter))}
          </DescriptionItem>
        </DescriptionList>
      </Section>
      <Section title={say("Granted scopes")}>
        <ScopeDiff
          granted={withMeanings(granted)}
          missing={withMeanings(missing)}
          surplus={withMeanings(extra)}
        />
      </Section>
    </div>
  );
}

function outcomeOf(
  { wasReconnect }: AttemptView,
  { label, isHeldBack }: NonNullable<AttemptView["portal"]>,
): string {
  if (isHeldBack) return say("The new grant of {portal} is held back", { portal: label });
  return wasReconnect
    ? say("{portal} is reconnected", { portal: label })
    : say("{portal} is connected", { portal: label });
}
