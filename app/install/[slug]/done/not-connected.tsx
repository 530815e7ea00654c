import { CustomerPage } from "@/app/_customers/customer-page";
import { LinkButton } from "@/components/ui/link-button";
import { installProblem } from "@/lib/portals/connect/install-problem";
import type { InstallResult } from "@/lib/portals/connect/install-result";
import type { CustomerSay } from "@/lib/words/customer-words";

type NotConnectedProps = { result: InstallResult; say: CustomerSay };

/** It did not work, in a customer's words. */
export function NotConnected({ result, say }: NotConnectedProps) {
  const { title, why, todo } = installProblem(result, say);
  const reference = result.failure?.correlationId;
  return (
    <CustomerPage
      title={title}
      instead={result.appName}
      description={why}
      note={reference ? say("done.reference", { reference }) : undefined}
      isProblem
    >
      <p className="text-ink-muted">{todo}</p>
      {result.startAgain ? (
        <LinkButton
          href={result.startAgain}
          variant="primary"
          className="mt-4 h-auto min-h-8 py-1.5 whitespace-normal max-sm:min-h-10"
        >
          {say("done.again")}
        </LinkButton>
      ) : null}
    </CustomerPage>
  );
}
