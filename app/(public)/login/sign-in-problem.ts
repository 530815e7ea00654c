import { tooManyTries } from "@/lib/wait-words";

const OFF =
  "Passwords are switched off in this console. Sign in through your identity provider instead.";
const SSO_FAILED =
  "Signing in through your identity provider did not work. Try again; if it stays, the server log says why.";

/** Why somebody whom the identity provider let through does not come in here; see lib/single-sign-on/enter. */
const SSO_REFUSALS: Record<string, string> = {
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
};

/** Words for the error code that next-auth hands to the sign-in page; see authorize in lib/auth/options. */
export function signInProblem(code: string): string {
  const seconds = /^rate_limited\.(\d{1,6})$/.exec(code)?.[1];
  if (seconds) return tooManyTries(Number(seconds));
  if (code === "CredentialsSignin") return "Email or password is not right.";
  if (code === "local_sign_in_off") return OFF;
  const refusal = /^sso\.(\w+)$/.exec(code)?.[1];
  if (refusal) return SSO_REFUSALS[refusal] ?? SSO_FAILED;
  if (/^OAuth|^Callback$|^AccessDenied$/.test(code)) return SSO_FAILED;
  return "Portico could not sign you in. Nothing is wrong with what you typed. Try again in a moment; if it stays, the server log says why.";
}
