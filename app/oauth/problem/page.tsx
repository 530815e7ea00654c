import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { arrivalProblem } from "@/lib/portals/connect/install-problem";

export const metadata: Metadata = { title: "Not connected" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Public: an answer of HubSpot that belongs to no install we know, for somebody without an account here. */
export default async function ArrivalProblemPage({ searchParams }: PageProps) {
  const { reason } = await searchParams;
  const { title, why, todo } = arrivalProblem(typeof reason === "string" ? reason : "");
  return (
    <AuthCard title={title} description={why} className="wrap-anywhere">
      <p className="text-ink-muted">{todo}</p>
    </AuthCard>
  );
}
