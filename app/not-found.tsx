import type { Metadata } from "next";
import { BarePage } from "@/app/_errors/bare-page";
import { NotFoundPanel } from "@/app/_errors/not-found-panel";
import { CustomerFrame } from "@/app/_customers/customer-frame";
import { customerMetadata, getVisit } from "@/app/_customers/visit";
import { getViewer } from "@/lib/auth/session";

export async function generateMetadata(): Promise<Metadata> {
  if (await getViewer()) return { title: "Not found" };
  return customerMetadata((say) => say("missing.page"));
}

/** Whoever is signed in is led on in the console; anybody else may be a customer. */
export default async function NotFound() {
  if (await getViewer())
    return (
      <BarePage>
        <NotFoundPanel />
      </BarePage>
    );
  const { say } = await getVisit();
  return (
    <CustomerFrame title={say("missing.title")} description={say("missing.why")} isProblem>
      <p className="text-ink-muted">{say("missing.todo")}</p>
    </CustomerFrame>
  );
}
