"use client";

import { useActionState } from "react";
import { ErrorReference } from "@/components/error-reference";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import type { JournalCheck } from "@/lib/hubspot-apps/journal/check-journal";
import { checkJournalAction, setJournalAction } from "./actions";
import { useSay } from "#say";

/** The switch, and the question whether HubSpot grants the journal at all. */
export function JournalControls({ appId, enabled }: { appId: string; enabled: boolean }) {
  const say = useSay();
  const [checked, check, checking] = useActionState(
    checkJournalAction,
    IDLE as ActionState<JournalCheck>,
  );
  const [switched, change, switching] = useActionState(setJournalAction, IDLE as ActionState);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <form action={check}>
          <input type="hidden" name="appId" value={appId} />
          <Button type="submit" pending={checking}>
            {say("Check the journal")}
          </Button>
        </form>
        <form action={change}>
          <input type="hidden" name="appId" value={appId} />
          <input type="hidden" name="enabled" value={enabled ? "false" : "true"} />
          <Button type="submit" pending={switching}>
            {enabled ? say("Stop reading the journal") : say("Read the journal")}
          </Button>
        </form>
      </div>
      <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
        {!checking && checked.data ? <CheckOutcome check={checked.data} /> : null}
        {!checking && checked.status === "error" ? (
          <Alert tone="danger" title={checked.message} />
        ) : null}
        {!switching && switched.status === "error" ? (
          <Alert tone="danger" title={say("The journal was not switched on")}>
            {switched.fieldErrors?.["form"] ?? switched.message}
          </Alert>
        ) : null}
        {!switching && switched.status === "success" ? (
          <Alert tone="success" title={switched.message} />
        ) : null}
      </div>
    </div>
  );
}

function CheckOutcome({ check }: { check: JournalCheck }) {
  const say = useSay();
  const look = {
    true: { tone: "success", title: "HubSpot grants the journal" },
    false: { tone: "warning", title: "HubSpot does not grant the journal" },
    undefined: { tone: "info", title: "Not known yet" },
  } as const;
  const { tone, title } = look[`${check.granted}`];
  return (
    <Alert tone={tone} title={say(title)}>
      {say.any(check.words)}
      {check.correlationId ? <ErrorReference correlationId={check.correlationId} /> : null}
    </Alert>
  );
}
