"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { OneTimeSecret } from "@/components/one-time-secret";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useSay } from "#say";
import { addWebhookAction } from "../_alerts/actions";
import { EventChoices } from "../_alerts/event-choices";

const FIELDS = ["url", "name", "eventTypes"];

/** Makes a webhook and shows its secret, once. @param targetIds of those that are still there */
export function AddWebhookForm({ targetIds }: { targetIds: string[] }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(addWebhookAction, { resetOnSuccess: true });
  const errors = state.fieldErrors ?? {};
  const typed = state.status === "error" ? state.values : undefined;
  const made = pending ? undefined : state.data;
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={FIELDS} />
      <div className="grid items-start gap-x-6 gap-y-5 md:grid-cols-2">
        <TextField
          label={say("URL")}
          name="url"
          type="url"
          placeholder="https://hooks.example.com/portico"
          defaultValue={typed?.["url"]}
          error={errors["url"]}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField
          label={say("Name")}
          name="name"
          hint={say("Empty: the host of the URL.")}
          defaultValue={typed?.["name"]}
          error={errors["name"]}
          maxLength={80}
          autoComplete="off"
          optional
        />
      </div>
      <EventChoices error={errors["eventTypes"]} showTypes />
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        {say("Add webhook")}
      </Button>
      {made && targetIds.includes(made.targetId) ? (
        <OneTimeSecret
          value={made.secret}
          label={say("Signing secret")}
          title={say("The webhook is on")}
          copyLabel={say("Copy secret")}
          note={say(
            "give it to the receiver, which checks with it that a message is from Portico.",
          )}
        />
      ) : null}
    </form>
  );
}
