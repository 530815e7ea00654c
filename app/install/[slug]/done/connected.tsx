import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { AuthCard } from "@/components/auth-card";
import { buttonClass } from "@/components/ui/button-class";
import type { InstallResult } from "@/lib/portals/connect/install-result";

type ConnectedProps = { result: InstallResult; banner: ReactNode };

/** It worked: portal and app by name, and the way on. */
export function Connected({ result, banner }: ConnectedProps) {
  const { appName, portalLabel, landingUrl } = result;
  return (
    <AuthCard
      title={
        <span className="flex items-start gap-2">
          <CircleCheck className="mt-1 size-5 shrink-0 text-ok" />
          <span className="min-w-0">{`${portalLabel ?? "Your HubSpot account"} is connected to ${appName}`}</span>
        </span>
      }
      banner={banner}
      className="wrap-anywhere"
    >
      {landingUrl ? (
        <>
          <p className="mb-4 text-ink-muted">There is nothing more to do in HubSpot.</p>
          <a href={landingUrl} className={buttonClass({ variant: "primary" })}>
            {`Continue to ${new URL(landingUrl).host}`}
          </a>
        </>
      ) : (
        <p className="text-ink-muted">Everything is done. You can close this window.</p>
      )}
    </AuthCard>
  );
}
