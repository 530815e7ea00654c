"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useSay } from "#say";
import { setDegradedMinutesAction } from "./actions";

/** How long a trouble that passes has to last before anybody hears of it. */
export function DegradedForm({ minutes }: { minutes: number }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(setDegradedMinutesAction);
  return (
    <form {...formProps} className="flex flex-col gap-3">
      <FormProblem state={state} fields={["minutes"]} />
      <TextField
        label={say("Tell of a degraded portal after (minutes)")}
        name="minutes"
        type="number"
        min={0}
        max={1440}
        inputMode="numeric"
        defaultValue={minutes}
        error={state.fieldErrors?.["minutes"]}
        hint={say("What recovers sooner is never told, neither its beginning nor its end.")}
        className="max-w-sm"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          {say("Save")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
