"use client";

import { useState, type FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PasswordField, TextField } from "@/components/ui/field";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

export type LoginFormProps = {
  /** A path of this console, already checked. */
  goTo: string;
  /** A refusal that came back in the address. */
  initialProblem?: string;
  /** Another way in comes first. */
  isSecond?: boolean;
};

/** Email and password. Sent as a POST even without scripts, so that nothing typed can land in an address. */
export function LoginForm({ goTo, initialProblem, isSecond = false }: LoginFormProps) {
  const say = useSay();
  const [problem, setProblem] = useState(initialProblem);
  const [attempt, setAttempt] = useState(0);
  const [isPending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    const refusal = await trySignIn(String(form.get("email")), String(form.get("password")), say);
    if (refusal === undefined) {
      // A full load: nothing that was rendered before signing in may stay.
      window.location.assign(goTo);
      return;
    }
    setProblem(refusal);
    setAttempt(attempt + 1);
    setPending(false);
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {/* A new element per try, so that the same words are read out again. */}
      {problem ? <Alert key={attempt} tone="danger" title={problem} /> : null}
      <TextField
        label={say("Email")}
        name="email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        label={say("Password")}
        name="password"
        autoComplete="current-password"
        required
      />
      <Button
        type="submit"
        variant={isSecond ? "secondary" : "primary"}
        size="lg"
        pending={isPending}
      >
        {say("Sign in")}
      </Button>
      <noscript>
        <p className="text-sm text-ink-muted">
          {say("Signing in needs JavaScript. Allow it for this address, then reload the page.")}
        </p>
      </noscript>
    </form>
  );
}

/** What is sent and what the answers mean is fetched with the first try: the page shows without it. */
async function trySignIn(
  email: string,
  password: string,
  say: BrowserSay,
): Promise<string | undefined> {
  try {
    return await (await import("./try-sign-in")).trySignIn(email, password, say);
  } catch {
    return say("The server did not answer. Check that Portico is running, then try again.");
  }
}
