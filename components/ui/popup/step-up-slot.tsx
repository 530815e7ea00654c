"use client";

import { createContext, use, useId, type ReactNode } from "react";
import type { FormState } from "@/components/ui/form-state";

export interface StepUpProps {
  /** With what the person can show that it is them. A new list with each answer. */
  methods: string[];
  onConfirmed: () => void;
}

/** Asks somebody to show that it is them; given by the console, which knows how. */
export const StepUp = createContext<((props: StepUpProps) => ReactNode) | null>(null);

/** Inside a form: when its answer was that somebody must show first that it is them, asks, and sends the form again. */
export function StepUpSlot({ state }: { state: FormState }) {
  const ask = use(StepUp);
  const id = useId();
  if (!ask || !state.confirm) return null;
  return (
    <>
      <span id={id} hidden />
      {ask({
        methods: state.confirm,
        onConfirmed: () => document.getElementById(id)?.closest("form")?.requestSubmit(),
      })}
    </>
  );
}
