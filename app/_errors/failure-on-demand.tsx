"use client";

import { lazy, Suspense } from "react";
import type { FailureProps } from "./failure";

// Every page carries its error pages, and hardly any ever shows one.
const orInFewWords = () => ({ default: InFewWords });
const InConsole = lazy(() => import("./failure").catch(orInFewWords));
const OnItsOwn = lazy(() => import("./bare-failure").catch(orInFewWords));

const ENGLISH = { title: "This page could not be shown", again: "Try again" };

type FewWordsProps = FailureProps & {
  /** Given by the console, whose people read several languages: pages for customers are not to carry what says them. */
  words?: typeof ENGLISH;
};

type FailureOnDemandProps = FewWordsProps & {
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

function InFewWords({ retry, words = ENGLISH }: FewWordsProps) {
  return (
    <div role="alert" className="p-4">
      <h1>{words.title}</h1>
      <button type="button" onClick={() => retry()} className="min-h-6 underline">
        {words.again}
      </button>
    </div>
  );
}
