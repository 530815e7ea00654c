"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { TargetView } from "@/lib/alerts/queries";
import { useSay } from "#say";
import { changeRecipientAction } from "../../_alerts/actions";
import { EventChoices } from "../../_alerts/event-choices";
import { QuietHours } from "../../_alerts/quiet-hours";

type ChangeRecipientFormProps = { target: TargetView; timeZone: string };

export function ChangeRecipientForm({ target, timeZone }: ChangeRecipientFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(changeRecipientAction);
  const errors = state.fieldErrors ?? {};
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={["name", "eventTypes", "quietFrom", "quietTo"]} />
      <input type="hidden" name="targetId" value={target.id} />
      <TextField
        label={say("Name")}
        name="name"
        defaultValue={target.name}
        error={errors["name"]}
        maxLength={80}
        autoComplete="off"
        optional
      />
      <EventChoices chosen={target.eventTypes} error={errors["eventTypes"]} />
      <QuietHours
        timeZone={target.quiet?.timeZone ?? timeZone}
        errors={errors}
        saved={target.quiet}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          {say("Save recipient")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
