"use client";

import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useActionState, type ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import type { CredentialCheck } from "@/lib/hubspot-apps/secret/test-credentials";
import { testCredentialsAction } from "../actions";
import { useSay } from "#say";

const LOOK = {
  ok: { icon: CircleCheck, tone: "text-ok", word: "Fine" },
  wrong: { icon: CircleAlert, tone: "text-danger", word: "Wrong" },
  unknown: { icon: CircleHelp, tone: "text-ink-faint", word: "Not known" },
} as const;

/**
 * Asks HubSpot whether it accepts the client ID and secret; each check on its own line with its fix. Children stand
 * beside the button.
 */
export function TestCredentials({ appId, children }: { appId: string; children?: ReactNode }) {
  const say = useSay();
  const [state, submit, pending] = useActionState(
    testCredentialsAction,
    IDLE as ActionState<CredentialCheck[]>,
  );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <form action={submit}>
          <input type="hidden" name="appId" value={appId} />
          <Button type="submit" pending={pending}>
            {say("Test credentials")}
          </Button>
        </form>
        {children}
      </div>
      <div aria-live="polite">
        {state.status === "error" && !pending ? (
          <Alert tone="danger" title={state.message ?? say("The test did not run.")} />
        ) : null}
        {state.data && !pending ? (
          <ul className="divide-y divide-line rounded-md border border-line">
            {state.data.map(({ name, result, words }) => {
              const { icon: Icon, tone, word } = LOOK[result];
              return (
                <li key={name} className="flex items-start gap-2 px-3 py-2">
                  <Icon className={`mt-0.5 size-4 shrink-0 ${tone}`} />
                  <p className="min-w-0">
                    <span className="font-medium">{say(name)}</span>
                    <span className="sr-only">{`: ${say(word)}.`}</span>
                    <span className="block text-sm wrap-anywhere text-ink-muted">
                      {say.any(words)}
                    </span>
                  </p>
                </li>
              );
            })}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
