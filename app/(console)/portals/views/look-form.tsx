"use client";

import { useState, useTransition, type ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { ProgressLine } from "@/components/ui/progress-bar";
import { IDLE } from "@/lib/actions/action-state";
import { setListLookAction } from "./actions";

/** Keeps each change as soon as it is made. */
export function LookForm({ children }: { children: ReactNode }) {
  const [pending, startTransition] = useTransition();
  const [problem, setProblem] = useState<string>();
  return (
    <form
      aria-busy={pending || undefined}
      className="relative flex max-h-[inherit] flex-col gap-4 overflow-y-auto p-4"
      onSubmit={(event) => event.preventDefault()}
      onChange={(event) => {
        const data = new FormData(event.currentTarget);
        startTransition(async () => {
          const { status, message } = await setListLookAction(IDLE, data);
          setProblem(status === "error" ? message : undefined);
        });
      }}
    >
      {children}
      {problem ? <Alert tone="danger" title={problem} /> : null}
      <ProgressLine active={pending} className="absolute inset-x-0 top-0" />
    </form>
  );
}
