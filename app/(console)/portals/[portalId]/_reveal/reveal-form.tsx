"use client";

import { useEffect, useRef, useState, useTransition, type FormEvent } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { useSay } from "#say";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { MOST_REASON } from "@/lib/portals/reveal/limits";
import { revealTokenAction } from "./actions";
import type { TokenOnScreen } from "./shown-token";

type RevealFormProps = {
  portalId: string;
  /** Before each question. @returns takes the token; nobody may be waiting for it any more */
  onAsk: () => (token: TokenOnScreen) => void;
};

/**
 * Asks for the reason. It calls the action by hand: what an action answers to a form is kept as that form's state and sent
 * along with the next try, and the token is not to travel back.
 */
export function RevealForm({ portalId, onAsk }: RevealFormProps) {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<ActionState>(IDLE);
  const [pending, start] = useTransition();
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    const onToken = onAsk();
    start(async () => {
      const { data: token, ...answer } = await revealTokenAction(IDLE, data);
      if (token) return start(() => onToken(token));
      start(() => setState(answer));
    });
  }

  return (
    <form ref={form} onSubmit={send} noValidate className="flex flex-1 flex-col">
      <input type="hidden" name="portalId" value={portalId} />
      <DialogBody>
        <ul className="list-disc space-y-1 rounded-lg border border-line bg-sunken py-3 ps-8 pe-4 text-ink-muted marker:text-ink-faint">
          <li>{say("It is written down first: who, when, for which portal, and why.")}</li>
          <li>
            {say(
              "Whoever has it can do in this HubSpot account what the app may do, until it expires.",
            )}
          </li>
          <li>
            {say("It is shown for 30 seconds, and goes as soon as you turn to another window.")}
          </li>
        </ul>
        {pending ? null : <FormProblem state={state} fields={["reason"]} />}
        <TextField
          label={say("Reason")}
          name="reason"
          maxLength={MOST_REASON}
          error={state.fieldErrors?.["reason"]}
          hint={say("A ticket's number, what you are looking for. No secrets.")}
          autoComplete="off"
          required
        />
      </DialogBody>
      <span role="status" className="sr-only">
        {pending ? say("Working on it") : ""}
      </span>
      <DialogFooter>
        <DialogCancel />
        <Button type="submit" variant="primary" pending={pending}>
          {say("Reveal access token")}
        </Button>
      </DialogFooter>
    </form>
  );
}
