import { CircleCheck } from "lucide-react";
import { CustomerPage } from "@/app/_customers/customer-page";
import { buttonClass } from "@/components/ui/button-class";
import type { InstallResult } from "@/lib/portals/connect/install-result";
import type { CustomerSay } from "@/lib/words/customer-words";

type ConnectedProps = { result: InstallResult; say: CustomerSay };

/** It worked: portal and app by name, and the way on. */
export function Connected({ result, say }: ConnectedProps) {
  const { appName: app, portalLabel: account, landingUrl } = result;
  return (
    <CustomerPage
      title={
        <span className="flex items-start gap-2">
          <CircleCheck className="mt-1 size-5 shrink-0 text-ok" />
          <span className="min-w-0">
            {account
              ? say("done.connected", { account, app })
              : say("done.connectedUnnamed", { app })}
          </span>
        </span>
      }
      instead={app}
    >
      {landingUrl ? (
        <>
          <p className="mb-4 text-ink-muted">{say("done.nothingMore")}</p>
          <a
            href={landingUrl}
            className={buttonClass({
              variant: "primary",
              className: "h-auto min-h-8 max-w-full py-1.5 whitespace-normal max-sm:min-h-10",
            })}
          >
            {say("done.goOn", { host: new URL(landingUrl).host })}
          </a>
        </>
      ) : (
        <p className="text-ink-muted">{say("done.close")}</p>
      )}
    </CustomerPage>
  );
}
