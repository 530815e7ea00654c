"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { TargetView } from "@/lib/alerts/queries";
import { useSay } from "#say";
import { changeWebhookAction } from "../../_alerts/actions";
import { EventChoices } from "../../_alerts/event-choices";

export function ChangeWebhookForm({ target }: { target: TargetView }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(changeWebhookAction);
  const errors = state.fieldErrors ?? {};
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={["url", "name", "eventTypes"]} />
      <input type="hidden" name="targetId" value={target.id} />
      <div className="grid items-start gap-x-6 gap-y-5 md:grid-cols-2">
        <TextField
          label={say("URL")}
          name="url"
          type="url"
          defaultValue={target.address}
          error={errors["url"]}
          hint={
            target.address.endsWith("?…")
              ? say(
                  "What comes after the question mark is not shown. It stays unless you enter another address.",
                )
              : undefined
          }
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField
          label={say("Name")}
          name="name"
          defaultValue={target.name}
          error={errors["name"]}
          maxLength={80}
          autoComplete="off"
          optional
        />
      </div>
      <EventChoices chosen={target.eventTypes} error={errors["eventTypes"]} showTypes />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          {say("Save webhook")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
