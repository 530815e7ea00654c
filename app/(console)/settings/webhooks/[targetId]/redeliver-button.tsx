"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";
import { redeliverAction } from "../../_alerts/actions";

/** Sends a delivery again, with the same id and content. */
export function RedeliverButton({ deliveryId, summary }: { deliveryId: string; summary: string }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(redeliverAction);
  return (
    <form {...formProps} className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="deliveryId" value={deliveryId} />
      <Button type="submit" size="sm" pending={pending}>
        {say.rich("Redeliver<more> {summary}</more>", {
          summary,
          more: (text) => (
            <span lang="en" className="sr-only">
              {text}
            </span>
          ),
        })}
      </Button>
      <span role="status" className={state.status === "error" ? "text-danger" : "text-ok"}>
        {state.status !== "idle" && !pending ? state.message : null}
      </span>
    </form>
  );
}
