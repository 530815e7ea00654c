import { notFound } from "next/navigation";
import { ErrorPanel } from "@/components/error-panel";
import { ErrorReference } from "@/components/error-reference";
import { LinkButton } from "@/components/ui/link-button";
import { requirePage } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { getAttempt, type AttemptView } from "@/lib/portals/connect/attempts";
import { attemptProblem } from "@/lib/portals/connect/attempt-problem";
import { say } from "@/lib/say/say";
import { Completed } from "./completed";
import { OtherPortalActions } from "./other-portal-actions";
import { Waiting } from "./waiting";

export const generateMetadata = titled("Connection result · Portals");

type PageProps = { params: Promise<{ attemptId: string }> };

export default async function AttemptPage({ params }: PageProps) {
  const { ctx } = await requirePage("portals.connect");
  const attempt = await load(ctx, (await params).attemptId);
  const clock = { now: ctx.now().toISOString(), timeZone: await viewerTimeZone() };
  if (attempt.state === "completed") return <Completed attempt={attempt} {...clock} />;
  if (["waiting", "exchanging", "asking"].includes(attempt.state)) {
    return <Waiting attempt={attempt} {...clock} />;
  }
  const problem = attemptProblem(attempt);
  const retry = `/portals/connect?app=${attempt.app.slug}${attempt.expectedPortal ? `&portal=${attempt.expectedPortal.id}` : ""}`;
  return (
    <div className="max-w-3xl">
      <ErrorPanel
        headingLevel={1}
        title={say.any(problem.title)}
        why={say.any(problem.why)}
        next={say.any(problem.next)}
        todo={say.any(problem.todo)}
        actions={
          attempt.otherPortal ? (
            <OtherPortalActions
              appId={attempt.app.id}
              hubId={attempt.otherPortal.hubId}
              portalId={attempt.otherPortal.portalId}
              scopes={attempt.chosenScopes}
              retryHref={retry}
              cancelHref={
                attempt.expectedPortal ? `/portals/${attempt.expectedPortal.id}` : "/portals"
              }
            />
          ) : (
            <>
              <LinkButton href={retry} variant="primary">
                {say("Start again")}
              </LinkButton>
              <LinkButton href={`/apps/${attempt.app.slug}`}>
                {say("Open {name}", { name: attempt.app.name })}
              </LinkButton>
              <LinkButton href="/portals" variant="ghost">
                {say("All portals")}
              </LinkButton>
            </>
          )
        }
        reference={
          <ErrorReference
            requestId={ctx.requestId}
            correlationId={attempt.failure?.correlationId}
          />
        }
      />
    </div>
  );
}

async function load(ctx: Context, id: string): Promise<AttemptView> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) notFound();
  try {
    return await getAttempt(ctx, id);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
