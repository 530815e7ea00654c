import type { BrowserSay } from "@/components/words/say-provider";
import { tooManyTries } from "@/lib/wait-words";

const OFF =
  "Passwords are switched off in this console. Sign in through your identity provider instead." as const;
const SSO_FAILED =
  "Signing in through your identity provider did not work. Try again; if it stays, the server log says why." as const;

/** Why somebody whom the identity provider let through does not come in here; see lib/single-sign-on/enter. */
const SSO_REFUSALS = {
  no_email:
    "Your identity provider did not say what your email address is. Whoever runs it lets it send the email claim.",
  unverified_email:
    "Your identity provider does not say that your email address was checked. Ask an owner of this console.",
  not_invited: "You are not on the team of this console yet. Ask an owner or admin to invite you.",
  no_role:
    "None of your groups has access to this console. Ask an owner of it, or whoever runs your directory.",
  disabled: "Your account here is disabled. Ask an owner or admin of this console.",
  other_issuer: "This answer came from another identity provider than the one that is set up here.",
  unavailable: "Your identity provider does not answer just now. Try again in a moment.",
} as const;

/** Words for the error code that next-auth hands to the sign-in page; see authorize in lib/auth/options. */
export function signInProblem(code: string, say: BrowserSay): string {
  const seconds = /^rate_limited\.(\d{1,6})$/.exec(code)?.[1];
  if (seconds) return tooManyTries(Number(seconds), say);
  if (code === "CredentialsSignin") return say("Email or password is not right.");
  if (code === "local_sign_in_off") return say(OFF);
  const refusal = /^sso\.(\w+)$/.exec(code)?.[1];
  if (refusal && Object.hasOwn(SSO_REFUSALS, refusal))
    return say(SSO_REFUSALS[refusal as keyof typeof SSO_REFUSALS]);
  if (refusal || /^OAuth|^Callback$|^AccessDenied$/.test(code)) return say(SSO_FAILED);
  return say(
    "Portico could not sign you in. Nothing is wrong with what you typed. Try again in a moment; if it stays, the server log says why.",
  );
}
