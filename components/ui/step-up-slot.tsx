"use client";

import { createContext, use, useRef, type ReactNode } from "react";
import type { FormState } from "./form-state";

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
  const anchor = useRef<HTMLSpanElement>(null);
  if (!ask || !state.confirm) return null;
  return (
    <>
      <span ref={anchor} hidden />
      {ask({
        methods: state.confirm,
        onConfirmed: () => anchor.current?.closest("form")?.requestSubmit(),
      })}
    </>
  );
}
