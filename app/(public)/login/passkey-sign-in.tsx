"use client";

import { PasskeyButton } from "@/app/_forms/passkey-button";
import { passkeySignInAction, signInChallengeAction } from "./actions";

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
