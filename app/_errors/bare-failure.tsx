"use client";

import { Button } from "@/components/ui/button";
import { failureSay } from "@/lib/words/failure-words";
import { digestOf, isDatabaseAway, type FailureProps } from "./failure-digest";

/** The failure outside the console's frame, where a customer may stand as well: nobody is named, nothing leads inside. */
export default function BareFailure({ error, retry }: FailureProps) {
  const say = failureSay(document.documentElement.lang);
  const isAway = isDatabaseAway(error);
  const digest = isAway ? undefined : digestOf(error);
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-xl px-4 py-10 outline-none">
      <section
        role="alert"
        className="rounded-lg border border-danger-line bg-surface p-5 shadow-card"
      >
        <h1 tabIndex={-1} className="text-xl font-semibold">
          {say("title")}
        </h1>
        <p className="mt-2 text-ink-muted">{say(isAway ? "whyAway" : "why")}</p>
        <p className="mt-2 text-ink-muted">
          {say(digest ? "todo" : isAway ? "todoAway" : "todoPlain")}{" "}
          {digest ? <code className="font-mono text-sm wrap-break-word">{digest}</code> : null}
        </p>
        <Button variant="primary" onClick={() => retry()} className="mt-4">
          {say("again")}
        </Button>
      </section>
    </main>
  );
}
