import { ErrorPanel } from "@/components/error-panel";
import { ErrorReference } from "@/components/error-reference";
import { LinkButton } from "@/components/ui/link-button";
import { requirePage } from "@/lib/auth/session";
import { titled } from "@/lib/http/titled";
import { callbackProblem } from "@/lib/portals/connect/attempt-problem";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Connection not finished · Portals");

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A callback that could not be tied to an attempt of this person in this browser. */
export default async function ProblemPage({ searchParams }: PageProps) {
  const { ctx } = await requirePage("portals.read");
  const { reason } = await searchParams;
  const problem = callbackProblem(typeof reason === "string" ? reason : "");
  return (
    <div className="max-w-3xl">
      <ErrorPanel
        headingLevel={1}
        title={say.any(problem.title)}
        why={say.any(problem.why)}
        next={say.any(problem.next)}
        todo={say.any(problem.todo)}
        actions={
          <>
            <LinkButton href="/portals/connect" variant="primary">
              {say("Start again")}
            </LinkButton>
            <LinkButton href="/portals">{say("All portals")}</LinkButton>
          </>
        }
        reference={<ErrorReference requestId={ctx.requestId} />}
      />
    </div>
  );
}
