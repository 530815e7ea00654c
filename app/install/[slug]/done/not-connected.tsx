import type { ReactNode } from "react";
import { AuthCard } from "@/components/auth-card";
import { LinkButton } from "@/components/ui/link-button";
import { installProblem } from "@/lib/portals/connect/install-problem";
import type { InstallResult } from "@/lib/portals/connect/install-result";

type NotConnectedProps = { result: InstallResult; banner: ReactNode };

/** It did not work, in a customer's words. */
export function NotConnected({ result, banner }: NotConnectedProps) {
  const { title, why, todo } = installProblem(result);
  const correlationId = result.failure?.correlationId;
  return (
    <AuthCard
      title={title}
      description={why}
      banner={banner}
      footer={correlationId ? `HubSpot's reference: ${correlationId}` : undefined}
      className="wrap-anywhere"
    >
      <p className="text-ink-muted">{todo}</p>
      {result.startAgain ? (
        <LinkButton href={result.startAgain} variant="primary" className="mt-4">
          Start again
        </LinkButton>
      ) : null}
    </AuthCard>
  );
}
