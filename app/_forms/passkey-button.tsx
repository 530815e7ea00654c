"use client";

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-class";
import type { FormAction } from "@/lib/actions/define-action";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

type PasskeyButtonProps = ButtonLook & {
  label: string;
  /** What is to be signed. */
  challenge: FormAction<PublicKeyCredentialRequestOptionsJSON>;
  /** Takes what was signed, in the field "response". */
  finish: FormAction;
  onDone: () => void;
};

/** Asks for a passkey and hands it on; what goes wrong stands above the button. */
export function PasskeyButton({ label, challenge, finish, onDone, ...look }: PasskeyButtonProps) {
  const say = useSay();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const [isPending, setPending] = useState(false);

  async function show() {
    setPending(true);
    const refusal = await tryPasskey(challenge, finish, say);
    setProblem(refusal);
    setAttempt(attempt + 1);
    if (refusal === undefined) onDone();
    else setPending(false);
  }

  return (
    <>
      {problem ? <Alert key={attempt} tone="danger" title={problem} /> : null}
      <Button {...look} icon={<KeyRound />} pending={isPending} onClick={show}>
        {label}
      </Button>
    </>
  );
}

/** Why it was not accepted, in words; undefined when it was. What asks the browser is fetched with the first try. */
async function tryPasskey(
  challenge: PasskeyButtonProps["challenge"],
  finish: FormAction,
  say: BrowserSay,
): Promise<string | undefined> {
  try {
    return await (await import("./try-passkey")).tryPasskey(challenge, finish, say);
  } catch {
    return say("The server did not answer. Try again.");
  }
}
