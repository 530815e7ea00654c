"use client";

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { IDLE } from "@/lib/actions/action-state";
import type { FormAction } from "@/lib/actions/define-action";
import { askForPasskey, passkeyTrouble } from "./passkey";
import type { BrowserSay } from "@/components/words/say-provider";

/** Why it was not accepted, in words; undefined when it was. */
export async function tryPasskey(
  challenge: FormAction<PublicKeyCredentialRequestOptionsJSON>,
  finish: FormAction,
  say: BrowserSay,
): Promise<string | undefined> {
  try {
    const asked = await challenge(IDLE, new FormData());
    if (!asked.data) return asked.message ?? say("The server did not answer. Try again.");
    const form = new FormData();
    form.set("response", await askForPasskey(asked.data));
    const answer = await finish(IDLE, form);
    return answer.status === "success" ? undefined : answer.message;
  } catch (error) {
    return say(passkeyTrouble(error));
  }
}
