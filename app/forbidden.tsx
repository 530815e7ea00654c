import type { Metadata } from "next";
import { CustomerFrame } from "@/app/_customers/customer-frame";
import { customerMetadata, getVisit } from "@/app/_customers/visit";
import { BarePage } from "@/app/_errors/bare-page";
import { ErrorPanel } from "@/components/error-panel";
import { WayOut } from "@/app/_errors/way-out";
import { getViewer } from "@/lib/auth/session";
import { say } from "@/lib/say/say";

export async function generateMetadata(): Promise<Metadata> {
  if (await getViewer()) return { title: say("Not allowed") };
  return customerMetadata((sayToCustomers) => sayToCustomers("refused.page"));
}

/** Outside the console a request is refused for one reason: it did not come from this console's own pages. */
export default async function Forbidden() {
  if (!(await getViewer())) return <ForStrangers />;
  return (
    <BarePage>
      <ErrorPanel
        headingLevel={1}
        tone="warning"
        title={say("Portico refused this request")}
        why={say("It did not come from this console's own pages, or your role does not allow it.")}
        next={say("Nothing was changed.")}
        todo={say("Open Portico at its own address and try again from there.")}
        actions={
          <WayOut href="/" variant="primary">
            {say("Go to the overview")}
          </WayOut>
        }
      />
    </BarePage>
  );
}

/** Anybody who is not signed in may be a customer. */
async function ForStrangers() {
  const { say: sayToCustomers } = await getVisit();
  return (
    <CustomerFrame
      title={sayToCustomers("refused.title")}
      description={sayToCustomers("refused.why")}
      isProblem
    >
      <p className="text-ink-muted">{sayToCustomers("refused.todo")}</p>
    </CustomerFrame>
  );
}
