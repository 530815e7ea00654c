import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { LinkButton } from "@/components/ui/link-button";
import { Card } from "@/components/ui/card";
import type { AttemptView } from "@/lib/portals/connect/attempts";
import { say } from "@/lib/say/say";
import { PasteForm } from "../paste-form";
import { AutoRefresh } from "./auto-refresh";

type WaitingProps = { attempt: AttemptView; now: string; timeZone: string };

/** Still on HubSpot's page, or being finished by another tab. */
export function Waiting({ attempt, now, timeZone }: WaitingProps) {
  const isAsking = attempt.state === "asking";
  const isExchanging = attempt.state === "exchanging" || isAsking;
  const isPasted = attempt.source === "pasted" && !isExchanging;
  return (
    <div className="max-w-3xl">
      {/* A page that renews itself could take away what is being typed. */}
      {isPasted ? null : <AutoRefresh everyMs={isExchanging ? 1_500 : 5_000} />}
      <PageHeader
        title={isExchanging ? say("Finishing the connection") : say("Waiting for HubSpot")}
        description={
          isAsking
            ? say(
                "HubSpot gave the tokens, and they are kept safe. It has not said yet which account they are for; Portico keeps asking, and this page shows the result by itself.",
              )
            : isExchanging
              ? say(
                  "Portico is exchanging the code with HubSpot. That may take up to a minute when HubSpot is slow. This page shows the result by itself.",
                )
              : isPasted
                ? say("HubSpot does not come back here: paste the address it redirected to.")
                : say(
                    "The consent page is still open, or somebody cancelled there: HubSpot does not tell.",
                  )
        }
        actions={
          <LinkButton href={`/portals/connect?app=${attempt.app.slug}`}>
            {say("Start again")}
          </LinkButton>
        }
      />
      {isExchanging ? null : (
        <p className="mt-4 text-ink-muted">
          {say.rich("This attempt through {app} expires {when}.", {
            app: attempt.app.name,
            when: (
              <RelativeTime value={attempt.expiresAt.toISOString()} now={now} timeZone={timeZone} />
            ),
          })}
        </p>
      )}
      {isPasted ? (
        <Card className="mt-4">
          <PasteForm attemptId={attempt.id} redirectUri={attempt.redirectUri} />
        </Card>
      ) : null}
    </div>
  );
}
