import { Alert } from "@/components/ui/alert";
import { LoginForm } from "./login-form";
import { PasskeySignIn } from "./passkey-sign-in";
import { SsoButton } from "./sso-button";
import { say } from "@/lib/say/say";

type WaysInProps = {
  goTo: string;
  /** A refusal that came back in the address. */
  problem?: string;
  /** What the identity provider is called; absent without one. */
  ssoLabel?: string;
  hasPasskeys: boolean;
  isLocalOn: boolean;
};

/** The identity provider first where there is one, then what this console knows people by. */
export function WaysIn({ goTo, problem, ssoLabel, hasPasskeys, isLocalOn }: WaysInProps) {
  const local = (
    <>
      <LoginForm
        goTo={goTo}
        initialProblem={ssoLabel ? undefined : problem}
        isSecond={ssoLabel !== undefined}
      />
      {hasPasskeys && !ssoLabel ? <Or /> : null}
      {hasPasskeys ? <PasskeySignIn label={say("Use a passkey")} goTo={goTo} /> : null}
    </>
  );
  if (!ssoLabel) return <div className="flex flex-col gap-4">{local}</div>;
  return (
    <div className="flex flex-col gap-4">
      {problem ? <Alert tone="danger" title={problem} /> : null}
      <SsoButton label={ssoLabel} goTo={goTo} />
      {isLocalOn ? (
        <>
          <Or />
          {local}
        </>
      ) : (
        <details>
          <summary className="cursor-pointer text-sm text-ink-muted">
            {say("The owner who keeps a password")}
          </summary>
          <div className="mt-4 flex flex-col gap-4">{local}</div>
        </details>
      )}
    </div>
  );
}

function Or() {
  return (
    <div className="flex items-center gap-3 text-sm text-ink-faint" aria-hidden>
      <span className="h-px flex-1 bg-line" />
      {say("or")}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
