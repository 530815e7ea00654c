import type { Metadata } from "next";
import { CustomerPage } from "@/app/_customers/customer-page";
import { customerMetadata, getVisit } from "@/app/_customers/visit";
import { arrivalProblem } from "@/lib/portals/connect/install-problem";

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export function generateMetadata(): Promise<Metadata> {
  return customerMetadata((say) => say("problem.page"));
}

/** Public: an answer of HubSpot that belongs to no install we know, for somebody without an account here. */
export default async function ArrivalProblemPage({ searchParams }: PageProps) {
  const { reason } = await searchParams;
  const { say } = await getVisit();
  const { title, why, todo } = arrivalProblem(typeof reason === "string" ? reason : "", say);
  return (
    <CustomerPage title={title} description={why} isProblem>
      <p className="text-ink-muted">{todo}</p>
    </CustomerPage>
  );
}
