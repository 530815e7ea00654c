"use client";

import { useState } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { useSay } from "#say";
import { addRecipientAction } from "../_alerts/actions";
import { EventChoices } from "../_alerts/event-choices";
import { QuietHours } from "../_alerts/quiet-hours";

const FIELDS = ["kind", "address", "name", "eventTypes", "quietFrom", "quietTo"];

type AddRecipientFormProps = { hasMail: boolean; timeZone: string };

/** Adds a channel or a mailbox. */
export function AddRecipientForm({ hasMail, timeZone }: AddRecipientFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(addRecipientAction, { resetOnSuccess: true });
  const [kind, setKind] = useState("slack");
  const errors = state.fieldErrors ?? {};
  const typed = state.status === "error" ? state.values : undefined;
  const isMail = kind === "mail";
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={FIELDS} />
      <div className="grid items-start gap-x-6 gap-y-5 md:grid-cols-3">
        <SelectField
          label={say("Send by")}
          name="kind"
          value={kind}
          onChange={(event) => setKind(event.target.value)}
          error={errors["kind"]}
        >
          <option value="slack">{say("Slack, or what takes its messages")}</option>
          <option value="mail">{say("E-mail")}</option>
        </SelectField>
        <TextField
          label={isMail ? say("E-mail address") : say("Incoming webhook URL")}
          name="address"
          type={isMail ? "email" : "url"}
          placeholder={isMail ? "oncall@example.com" : "https://hooks.slack.com/services/…"}
          defaultValue={typed?.["address"]}
          error={errors["address"]}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField
          label={say("Name")}
          name="name"
          defaultValue={typed?.["name"]}
          error={errors["name"]}
          maxLength={80}
          autoComplete="off"
          optional
        />
      </div>
      {isMail && !hasMail ? (
        <Alert tone="warning" title={say("No mail server is set")}>
          {say("An operator sets SMTP_URL and PORTICO_MAIL_FROM and starts Portico anew.")}
        </Alert>
      ) : null}
      <EventChoices error={errors["eventTypes"]} />
      <QuietHours timeZone={timeZone} errors={errors} typed={typed} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          {say("Add recipient")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
