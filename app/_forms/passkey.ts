"use client";

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";

/** Lets the browser ask for a passkey. @returns its answer, as a form sends it */
export async function askForPasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
): Promise<string> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  return JSON.stringify(await startAuthentication({ optionsJSON }));
}

/** Lets the browser make a passkey. @returns its answer, as a form sends it */
export async function makePasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<string> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  return JSON.stringify(await startRegistration({ optionsJSON }));
}

/** Why the browser gave none: a sentence to say. */
export function passkeyTrouble(error: unknown) {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return "This device has a passkey for this account already.";
  if (name === "NotAllowedError" || name === "AbortError")
    return "No passkey was chosen, or it took too long. Try again.";
  if (name === "NotSupportedError" || typeof window.PublicKeyCredential === "undefined")
    return "This browser has no passkeys. Sign in another way, or use another browser.";
  return "The browser could not use a passkey here. Try again.";
}
