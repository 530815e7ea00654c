"use client";

import {
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
  type FormEvent,
  type ReactNode,
} from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogCancel, DialogFooter } from "./dialog";
import { TextField } from "@/components/ui/field";
import { IDLE_FORM_STATE, type FormAction, type FormState } from "@/components/ui/form-state";
import { StepUpSlot } from "./step-up-slot";
import { useOutlivedFailure } from "./use-outlived-failure";
import { ErrorReference } from "@/components/error-reference";
import { useSay } from "#say";

/** What a confirmation asks and does; the dialog around it adds its own title and trigger. */
export type Confirmation = {
  /** What will happen, one line each. */
  consequences?: ReactNode[];
  /** The submit button: verb and object, "Revoke refresh token". */
  submitLabel: string;
  /** "primary" for costly but harmless acts. */
  tone?: "danger" | "primary";
  /** Typed confirmation: the field's label and the text that must be typed. Leave both out for a plain confirm. */
  confirmLabel?: string;
  expected?: string;
  action: FormAction;
  /** Sent as hidden inputs. The typed text is sent as "confirmation". */
  fields?: Record<string, string>;
  /** Extra inputs, shown above the typed confirmation. */
  children?: ReactNode;
};

type ConfirmFormProps = Confirmation & {
  onBusyChange: (busy: boolean) => void;
  onDone: (message: string | undefined) => void;
};

const normal = (text: string) => text.trim().toLocaleLowerCase("en");

/** The form inside ConfirmDialog. It is mounted with the dialog, so every opening starts clean. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { consequences = [], submitLabel, tone = "danger", confirmLabel, expected, action } = props;
  const say = useSay();
  const [typed, setTyped] = useState("");
  const [mismatch, setMismatch] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { note, seen } = useOutlivedFailure();
  const [state, submit, pending] = useActionState(async (previous: FormState, data: FormData) => {
    props.onBusyChange(true);
    try {
      const next = await action(previous, data);
      if (!next.confirm) note(next);
      if (next.status === "success") props.onDone(next.message);
      return next;
    } finally {
      props.onBusyChange(false);
    }
  }, IDLE_FORM_STATE);
  useEffect(seen, [state, seen]);

  // The button is never disabled as a form of validation: a wrong text gets a message instead.
  // It is sent by script, because React clears a form it sends itself, and this one may have to be sent once more.
  function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wrong = expected !== undefined && normal(typed) !== normal(expected);
    setMismatch(wrong);
    const data = new FormData(event.currentTarget);
    if (!wrong && !pending) return startTransition(() => submit(data));
    form.current?.querySelector<HTMLInputElement>('input[name="confirmation"]')?.focus();
  }

  return (
    <form ref={form} action={submit} onSubmit={check} noValidate className="flex flex-1 flex-col">
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <DialogBody>
        {consequences.length > 0 ? <Consequences items={consequences} /> : null}
        {props.children}
        {confirmLabel && expected ? (
          <TextField
            label={confirmLabel}
            name="confirmation"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            hint={say("Expected: {text}", { text: expected })}
            error={
              mismatch
                ? say("This does not match {text}.", { text: expected })
                : state.fieldErrors?.["confirmation"]
            }
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        ) : null}
        {state.status === "error" && !pending ? (
          <Alert tone="danger" title={state.message ?? say("This was not done.")}>
            {/* What is wrong with a field that is not on the screen. */}
            {Object.entries(state.fieldErrors ?? {}).map(([name, words]) =>
              words && name !== "confirmation" ? <p key={name}>{words}</p> : null,
            )}
            {state.reference ? <ErrorReference requestId={state.reference} /> : null}
          </Alert>
        ) : null}
        <StepUpSlot state={state} />
      </DialogBody>
      <span role="status" className="sr-only">
        {pending ? say("Working on it") : ""}
      </span>
      <DialogFooter>
        <DialogCancel />
        <Button type="submit" variant={tone} pending={pending}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}

function Consequences({ items }: { items: ReactNode[] }) {
  return (
    <ul className="list-disc space-y-1 rounded-lg border border-line bg-sunken py-3 ps-8 pe-4 text-ink-muted marker:text-ink-faint">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}
