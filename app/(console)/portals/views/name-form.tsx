"use client";

import { startTransition, useActionState, useRef, type ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/popup/toast";
import { useSay } from "#say";
import type { FormAction } from "@/lib/actions/define-action";
import { IDLE, type ActionState } from "@/lib/actions/action-state";

type NameFormProps = {
  action: FormAction;
  fields: Record<string, string>;
  name?: string;
  hint?: ReactNode;
  submitLabel: string;
};

/** Asks for a view's name, in a panel that closes when it is done. */
export function NameForm({ action, fields, name, hint, submitLabel }: NameFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const toast = useToast();
  const say = useSay();
  const [state, submit, pending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await action(previous, data);
    if (next.status === "success") {
      form.current?.closest<HTMLElement>("[popover]")?.hidePopover();
      toast.show({ title: next.message ?? say("Done.") });
    }
    return next;
  }, IDLE);
  const error = state.fieldErrors?.["name"];
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-3"
      // Sent by script: React clears a form it sends itself, and a name that is refused is to be mended.
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        if (!pending) startTransition(() => submit(data));
      }}
    >
      {Object.entries(fields).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <TextField
        label={say("Name of the view")}
        name="name"
        defaultValue={name}
        error={error}
        hint={hint}
        maxLength={60}
        autoComplete="off"
      />
      {state.status === "error" && !error ? (
        <Alert tone="danger" title={state.message ?? say("This was not done.")} />
      ) : null}
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        {submitLabel}
      </Button>
    </form>
  );
}

/** Opens a panel of the browser's own ready to type into. */
export function focusField(event: React.ToggleEvent<HTMLElement>): void {
  if (event.newState === "open")
    event.currentTarget.querySelector<HTMLInputElement>('input[name="name"]')?.select();
}
