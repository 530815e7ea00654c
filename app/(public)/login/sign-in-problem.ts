import { tooManyTries } from "@/lib/wait-words";

/** Words for the error code that next-auth hands to the sign-in page; see authorize in lib/auth/options. */
export function signInProblem(code: string): string {
  const seconds = /^rate_limited\.(\d{1,6})$/.exec(code)?.[1];
  if (seconds) return tooManyTries(Number(seconds));
  if (code === "CredentialsSignin") return "Email or password is not right.";
  return "Portico could not sign you in. Nothing is wrong with what you typed. Try again in a moment; if it stays, the server log says why.";
}
