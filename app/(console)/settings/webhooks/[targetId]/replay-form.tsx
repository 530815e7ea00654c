"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useSay } from "#say";
import { replayAction } from "../../_alerts/actions";

/** Sends past events again. @param today in UTC, YYYY-MM-DD */
export function ReplayForm({ targetId, today }: { targetId: string; today: string }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(replayAction);
  return (
    <form {...formProps} className="flex flex-col gap-3">
      <FormProblem state={state} fields={["since"]} />
      <input type="hidden" name="targetId" value={targetId} />
      <TextField
        label={say("Since the beginning of (UTC)")}
        name="since"
        type="date"
        max={today}
        defaultValue={today}
        error={state.fieldErrors?.["since"]}
        hint={say("Receivers know by webhook-id what they have already.")}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          {say("Replay")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
