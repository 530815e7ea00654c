"use client";

import { CopyButton } from "@/components/copy-button";
import { ErrorPanel } from "@/components/error-panel";
import { Button } from "@/components/ui/button";
import { digestOf, isDatabaseAway, type FailureProps } from "./failure-digest";
import { WayOut } from "./way-out";
import { useSay } from "#say";

export type { FailureProps };

/** A page that could not be shown, in words. */
export default function Failure({ error, retry, className }: FailureProps) {
  const say = useSay();
  const isAway = isDatabaseAway(error);
  const { title, why, next } = isAway ? AWAY : UNKNOWN;
  return (
    <ErrorPanel
      headingLevel={1}
      tone={isAway ? "warning" : undefined}
      title={say(title)}
      why={say(why)}
      next={say(next)}
      todo={isAway ? say(AWAY.todo) : <Reference error={error} />}
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            {say("Try again")}
          </Button>
          <WayOut href="/">{say("Go to the overview")}</WayOut>
        </>
      }
      announce
      className={className}
    />
  );
}

const AWAY = {
  title: "Portico cannot reach its database just now",
  why: "The database does not answer, or has no connection left. It may be restarting.",
  next: "Nothing you had saved is lost. As soon as the database answers, everything goes on by itself.",
  todo: "Wait a moment, then try again. If it stays, whoever runs this server looks after the database: npm run portico -- doctor says what is wrong.",
} as const;

const UNKNOWN = {
  title: "This page could not be shown",
  why: "Portico ran into an error it does not know. The server log has the details.",
  next: "Nothing you had saved is lost, and background work goes on.",
} as const;

function Reference({ error }: Pick<FailureProps, "error">) {
  const say = useSay();
  const digest = digestOf(error);
  if (!digest)
    return say("Try again. If it stays, tell whoever runs this server when it happened.");
  return (
    <>
      {say.rich(
        "Try again. If it stays, give this reference to whoever runs this server: {reference}",
        { reference: <code className="font-mono text-sm wrap-break-word">{digest}</code> },
      )}
      <CopyButton value={digest} label={say("Copy reference")} size="icon-sm" className="-my-1" />
    </>
  );
}
