"use client";

import { CircleCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { FormState } from "@/components/ui/form-state";
import { useSay } from "#say";

type SaveRowProps = {
  label: string;
  state: FormState;
  pending: boolean;
  isDirty: boolean;
  variant?: "primary" | "secondary";
};

/** The button that saves a form, and what became of it. */
export function SaveRow({ label, state, pending, isDirty, variant = "secondary" }: SaveRowProps) {
  const say = useSay();
  const isSaved = state.status === "success" && !pending && !isDirty;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button type="submit" variant={variant} pending={pending}>
        {label}
      </Button>
      <p role="status" className="flex items-center gap-1.5 text-sm text-ink-muted">
        {isSaved ? (
          <>
            <CircleCheck className="size-4 shrink-0 text-ok" />
            {state.message ?? say("Saved.")}
          </>
        ) : null}
        {isDirty && !pending ? say("Not saved yet") : null}
        {pending ? <span className="sr-only">{say("Saving")}</span> : null}
      </p>
    </div>
  );
}
