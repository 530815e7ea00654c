"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";
import { sendTestAction } from "./actions";
import { receptionIn } from "./reception";

/** Sends a test and shows what came of it, in place. */
export function TestButton({ targetId, name }: { targetId: string; name?: string }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(sendTestAction);
  const result = pending ? undefined : state.data;
  return (
    <form {...formProps} className="flex flex-col items-end gap-2 max-sm:items-stretch">
      <input type="hidden" name="targetId" value={targetId} />
      <Button type="submit" size="sm" pending={pending}>
        {name
          ? say.rich("Send test<more> to {name}</more>", {
              name,
              more: (text) => <span className="sr-only">{text}</span>,
            })
          : say("Send test")}
      </Button>
      {result ? (
        <Alert
          tone={result.isAccepted ? "success" : "danger"}
          title={result.isAccepted ? say("It was taken") : say("It was not taken")}
          className="text-start sm:w-80"
        >
          {receptionIn(say, result)}
          {result.answer ? (
            <code className="mt-1 block font-mono text-sm">{result.answer.slice(0, 200)}</code>
          ) : null}
        </Alert>
      ) : null}
      {state.status === "error" && !pending ? (
        <Alert tone="danger" title={state.message} className="text-start sm:w-80" />
      ) : null}
    </form>
  );
}
