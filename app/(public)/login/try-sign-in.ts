"use client";

import { signIn } from "next-auth/react";
import type { BrowserSay } from "@/components/words/say-provider";
import { signInProblem } from "./sign-in-problem";

/** Why signing in was refused, in words; undefined when it worked. Throws when the server does not answer. */
export async function trySignIn(
  email: string,
  password: string,
  say: BrowserSay,
): Promise<string | undefined> {
  if (!email.trim() || !password) return say("Enter your email and your password.");
  const answer = await signIn("credentials", { redirect: false, email, password });
  if (answer?.ok && !answer.error) return undefined;
  return signInProblem(answer?.error ?? "", say);
}
