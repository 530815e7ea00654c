"use client";

import { CopyButton } from "@/components/copy-button";
import { ErrorPanel } from "@/components/error-panel";
import { Button } from "@/components/ui/button";
import { digestOf, isDatabaseAway, type FailureProps } from "./failure-digest";
import { WayOut } from "./way-out";

export type { FailureProps };

/** A page that could not be shown, in words. */
export default function Failure({ error, retry, className }: FailureProps) {
  const words = isDatabaseAway(error) ? AWAY : { ...UNKNOWN, todo: <Reference error={error} /> };
  return (
    <ErrorPanel
      headingLevel={1}
      {...words}
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <WayOut href="/">Go to the overview</WayOut>
        </>
      }
      announce
      className={className}
    />
  );
}

const AWAY = {
  tone: "warning",
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
  const digest = digestOf(error);
  if (!digest) return "Try again. If it stays, tell whoever runs this server when it happened.";
  return (
    <>
      Try again. If it stays, give this reference to whoever runs this server:{" "}
      <code className="font-mono text-sm wrap-break-word">{digest}</code>
      <CopyButton value={digest} label="Copy reference" size="icon-sm" className="-my-1" />
    </>
  );
}
