"use client";

import { startTransition, useState } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import { updateAppAction } from "../../actions";
import { AppForm, type AppFormProps } from "../../app-form";

type SettingsFormProps = Omit<AppFormProps, "action" | "existing"> & {
  existing: NonNullable<AppFormProps["existing"]>;
};

/**
 * The form of an app's settings. It begins anew with whatever was saved last, but not once something was typed, nor while
 * a save of its own has failed: then what was typed stays, on the state of the app that the form was opened on, so that it
 * overwrites nobody's change.
 */
export function SettingsForm({ existing, ...props }: SettingsFormProps) {
  const [heldAt, setHeldAt] = useState<string | null>(null);
  const openedAt = heldAt ?? existing.updatedAt;

  async function save(previous: ActionState, form: FormData): Promise<ActionState> {
    setHeldAt(openedAt);
    const next = await updateAppAction(previous, form);
    if (next.status === "success") startTransition(() => setHeldAt(null));
    return next;
  }

  return (
    // A change may come in while the first letter is typed.
    <div onChange={() => setHeldAt(openedAt)}>
      <AppForm
        {...props}
        key={openedAt}
        action={save}
        existing={{ ...existing, updatedAt: openedAt }}
      />
    </div>
  );
}
