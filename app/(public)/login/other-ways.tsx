"use client";

import { PasskeyButton } from "@/app/_forms/passkey-button";
import { passkeySignInAction, signInChallengeAction } from "./actions";

/** Signing in without a password. */
export function OtherWays({ goTo }: { goTo: string }) {
  return (
    <div className="mt-4 flex flex-col gap-4">
      <div className="flex items-center gap-3 text-sm text-ink-faint" aria-hidden>
        <span className="h-px flex-1 bg-line" />
        or
        <span className="h-px flex-1 bg-line" />
      </div>
      <PasskeySignIn label="Use a passkey" goTo={goTo} />
    </div>
  );
}

/** Signs in by a passkey; also where only the second factor is missing. */
export function PasskeySignIn({ label, goTo }: { label: string; goTo: string }) {
  return (
    <PasskeyButton
      label={label}
      size="lg"
      challenge={signInChallengeAction}
      finish={passkeySignInAction}
      // A full load: nothing that was rendered before signing in may stay.
      onDone={() => window.location.assign(goTo)}
    />
  );
}
