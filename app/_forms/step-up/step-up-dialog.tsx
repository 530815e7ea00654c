"use client";

import { lazy, Suspense, type ReactNode } from "react";
import { StepUp, type StepUpProps } from "@/components/ui/popup/step-up-slot";

// Fetched when first asked: no page waits for it.
const StepUpQuestion = lazy(() => import("./step-up-question"));

const askForThem = (props: StepUpProps) => (
  <Suspense fallback={null}>
    <StepUpQuestion {...props} />
  </Suspense>
);

/** Lets every form inside ask its person to confirm. */
export function StepUpProvider({ children }: { children: ReactNode }) {
  return <StepUp value={askForThem}>{children}</StepUp>;
}
