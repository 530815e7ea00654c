"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { MOST_DAYS, RETENTION, RETENTION_KINDS } from "@/lib/retention/rules";
import type { RetentionDays } from "@/lib/retention/settings";
import { useSay } from "#say";
import { setRetentionAction } from "./actions";

const FIELDS: string[] = [...RETENTION_KINDS];

/** Days by kind; 0 keeps it for good. */
export function RetentionForm({ days }: { days: RetentionDays }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(setRetentionAction);
  const errors = state.fieldErrors ?? {};
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={FIELDS} />
      <p className="text-sm text-ink-muted">{say("In days; 0 keeps it for good.")}</p>
      <div className="grid items-start gap-x-8 gap-y-5 sm:grid-cols-2">
        {RETENTION_KINDS.map((kind) => (
          <TextField
            key={kind}
            label={say.any(RETENTION[kind].label)}
            name={kind}
            type="number"
            inputMode="numeric"
            min={0}
            max={MOST_DAYS}
            defaultValue={days[kind]}
            hint={say.any(RETENTION[kind].meaning)}
            error={errors[kind]}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          {say("Save")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
