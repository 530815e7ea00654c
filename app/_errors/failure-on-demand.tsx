"use client";

import { lazy, Suspense } from "react";
import type { FailureProps } from "./failure";
import { useSay } from "#say";

// Every page carries its error pages, and hardly any ever shows one.
const orInFewWords = () => ({ default: InFewWords });
const InConsole = lazy(() => import("./failure").catch(orInFewWords));
const OnItsOwn = lazy(() => import("./bare-failure").catch(orInFewWords));

type FailureOnDemandProps = FailureProps & {
  /** With a frame of its own, where the console's is not there. */
  isAlone?: boolean;
};

/** A page that could not be shown; in few words while, or when, the words for it cannot be fetched either. */
export function FailureOnDemand({ isAlone = false, ...props }: FailureOnDemandProps) {
  const Failure = isAlone ? OnItsOwn : InConsole;
  return (
    <Suspense fallback={<InFewWords {...props} />}>
      <Failure {...props} />
    </Suspense>
  );
}

function InFewWords({ retry }: FailureProps) {
  const say = useSay();
  return (
    <div role="alert" className="p-4">
      <h1>{say("This page could not be shown")}</h1>
      <button type="button" onClick={() => retry()} className="min-h-6 underline">
        {say("Try again")}
      </button>
    </div>
  );
}
