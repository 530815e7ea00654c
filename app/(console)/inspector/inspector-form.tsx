"use client";

import { useState } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PasswordField, SelectField } from "@/components/ui/field";
import { inspectTokenAction } from "./actions";
import { TokenResult } from "./token-result";
import { useSay } from "#say";

type InspectorFormProps = {
  apps: { id: string; name: string }[];
  now: string;
  timeZone: string;
};

/** Takes a token and shows what HubSpot says about it. The field is emptied as soon as there is an answer. */
export function InspectorForm({ apps, now, timeZone }: InspectorFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(inspectTokenAction, { resetOnSuccess: true });
  const [appId, setAppId] = useState(apps[0]?.id ?? "");
  const errors = state.status === "error" ? (state.fieldErrors ?? {}) : {};
  return (
    <>
      <Card>
        <form {...formProps} className="flex flex-col gap-5">
          <FormProblem state={state} fields={["token", "appId"]} />
          <PasswordField
            label={say("Token")}
            name="token"
            hint={say(
              "An access token or a refresh token. It is not stored, not logged and not shown again; the activity log keeps a fingerprint.",
            )}
            error={errors.token}
            autoComplete="off"
          />
          <SelectField
            label={say("App")}
            name="appId"
            value={appId}
            onChange={(event) => setAppId(event.target.value)}
            hint={say(
              "The app the token was issued to. HubSpot calls a token of another app inactive.",
            )}
            error={errors.appId}
            className="max-w-md"
          >
            {apps.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <div>
            <Button type="submit" variant="primary" pending={pending}>
              {say("Inspect")}
            </Button>
          </div>
        </form>
      </Card>
      <div aria-live="polite">
        {state.status === "success" && state.data && !pending ? (
          <TokenResult token={state.data} now={now} timeZone={timeZone} />
        ) : null}
      </div>
    </>
  );
}
