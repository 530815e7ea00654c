import type { Metadata } from "next";
import { CustomerPage } from "@/app/_customers/customer-page";
import { customerMetadata, getVisit } from "@/app/_customers/visit";

export function generateMetadata(): Promise<Metadata> {
  return customerMetadata((say) => say("none.title"));
}

/** Unknown, switched off, finished long ago: a stranger is told the same. */
export default async function InstallNotFound() {
  const { say } = await getVisit();
  return (
    <CustomerPage title={say("none.title")} description={say("none.why")} isProblem>
      <p className="text-ink-muted">{say("none.todo")}</p>
    </CustomerPage>
  );
}
