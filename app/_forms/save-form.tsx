"use client";

import { useState, type ReactNode } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import type { FormAction } from "@/lib/actions/define-action";
import { FormProblem } from "./form-problem";
import { LeaveGuard } from "./leave-guard";
import { SaveRow } from "./save-row";
import { useServerForm } from "./use-server-form";

type SaveFormProps = {
  action: FormAction;
  /** Sent along unseen: what the form is about. */
  hidden: Record<string, string>;
  /** Names of the fields that show their own message. */
  shows: string[];
  saveLabel: string;
  /** What is stored now, as text: another value begins the fields anew, unless something typed waits in them. */
  stored: string;
  children: (form: {
    values: Record<string, string>;
    errors: Record<string, string | undefined>;
  }) => ReactNode;
};

/** A small form of settings: its fields, one button, and beside it what became of it. */
export function SaveForm({ action, hidden, shows, saveLabel, stored, children }: SaveFormProps) {
  const [isDirty, setDirty] = useState(false);
  const [opened, setOpened] = useState(stored);
  if (!isDirty && opened !== stored) setOpened(stored);
  const { state, pending, formProps } = useServerForm(
    async (previous: ActionState, form: FormData) => {
      const next = await action(previous, form);
      if (next.status === "success") setDirty(false);
      return next;
    },
  );
  return (
    <form {...formProps} onChange={() => setDirty(true)} className="flex flex-col gap-4">
      {pending ? null : <FormProblem state={state} fields={shows} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div key={opened} className="flex flex-col gap-4">
        {children({ values: state.values ?? {}, errors: state.fieldErrors ?? {} })}
      </div>
      <SaveRow label={saveLabel} state={state} pending={pending} isDirty={isDirty} />
      <LeaveGuard isDirty={isDirty} onLeave={() => setDirty(false)} />
    </form>
  );
}
