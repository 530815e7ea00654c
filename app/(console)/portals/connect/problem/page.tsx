import type { Metadata } from "next";
import { ErrorPanel } from "@/components/error-panel";
import { ErrorReference } from "@/components/error-reference";
import { LinkButton } from "@/components/ui/link-button";
import { requirePage } from "@/lib/auth/session";
import { callbackProblem } from "@/lib/portals/connect/attempt-problem";

export const metadata: Metadata = { title: "Connection not finished · Portals" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A callback that could not be tied to an attempt of this person in this browser. */
export default async function ProblemPage({ searchParams }: PageProps) {
  const { ctx } = await requirePage("portals.read");
  const { reason } = await searchParams;
  return (
    <div className="max-w-3xl">
      <ErrorPanel
        headingLevel={1}
        {...callbackProblem(typeof reason === "string" ? reason : "")}
        actions={
          <>
            <LinkButton href="/portals/connect" variant="primary">
              Start again
            </LinkButton>
            <LinkButton href="/portals">All portals</LinkButton>
          </>
        }
        reference={<ErrorReference requestId={ctx.requestId} />}
      />
    </div>
  );
}
