"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { closeRequestAction } from "./actions";

type AnswerProps = { requestId: string; outcome: "done" | "declined"; children: string };

/** A word that answers a request where nothing is to be reconnected, or has been elsewhere. */
export function AnswerRequest({ requestId, outcome, children }: AnswerProps) {
  const { pending, state, formProps } = useServerForm(closeRequestAction);
  return (
    <form {...formProps}>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="outcome" value={outcome} />
      <Button type="submit" size="sm" pending={pending}>
        {children}
      </Button>
      {state.status === "error" ? (
        <p role="alert" className="mt-1 text-sm text-danger">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
