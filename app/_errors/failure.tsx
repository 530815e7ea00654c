"use client";

import { CopyButton } from "@/components/copy-button";
import { ErrorPanel } from "@/components/error-panel";
import { Button } from "@/components/ui/button";
import { digestOf, type FailureProps } from "./failure-digest";
import { WayOut } from "./way-out";

export type { FailureProps };

/** A page that could not be shown, in words. */
export default function Failure({ error, retry, className }: FailureProps) {
  const digest = digestOf(error);
  return (
    <ErrorPanel
      headingLevel={1}
      title="This page could not be shown"
      why="Portico ran into an error it does not know. The server log has the details."
      next="Nothing you had saved is lost, and background work goes on."
      todo={
        digest ? (
          <>
            Try again. If it stays, give this reference to whoever runs this server:{" "}
            <code className="font-mono text-sm wrap-break-word">{digest}</code>
            <CopyButton value={digest} label="Copy reference" size="icon-sm" className="-my-1" />
          </>
        ) : (
          "Try again. If it stays, tell whoever runs this server when it happened."
        )
      }
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
