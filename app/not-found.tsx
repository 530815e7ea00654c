import type { Metadata } from "next";
import { BarePage } from "@/app/_errors/bare-page";
import { NotFoundPanel } from "@/app/_errors/not-found-panel";
import { CustomerFrame } from "@/app/_customers/customer-frame";
import { customerMetadata, getVisit } from "@/app/_customers/visit";
import { getViewer } from "@/lib/auth/session";
import { say } from "@/lib/say/say";

export async function generateMetadata(): Promise<Metadata> {
  if (await getViewer()) return { title: say("Not found") };
  return customerMetadata((sayToCustomers) => sayToCustomers("missing.page"));
}

/** Whoever is signed in is led on in the console; anybody else may be a customer. */
export default async function NotFound() {
  if (await getViewer())
    return (
      <BarePage>
        <NotFoundPanel />
      </BarePage>
    );
  const { say: sayToCustomers } = await getVisit();
  return (
    <CustomerFrame
      title={sayToCustomers("missing.title")}
      description={sayToCustomers("missing.why")}
      isProblem
    >
      <p className="text-ink-muted">{sayToCustomers("missing.todo")}</p>
    </CustomerFrame>
  );
}
