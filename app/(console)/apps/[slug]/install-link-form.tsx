"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/field";
import { setInstallLinkAction } from "./actions";

type InstallLinkFormProps = { appId: string; isOn: boolean; landingUrl: string };

/** The switch of the install link, and where customers go on to. */
export function InstallLinkForm({ appId, isOn, landingUrl }: InstallLinkFormProps) {
  const { state, pending, formProps } = useServerForm(setInstallLinkAction);
  const errors = state.fieldErrors ?? {};
  const problem = errors.installLinkEnabled ?? (state.fieldErrors ? undefined : state.message);
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <input type="hidden" name="appId" value={appId} />
      <Checkbox
        name="installLinkEnabled"
        defaultChecked={isOn}
        label="Install link is on"
        hint="Anybody who knows the address can start an install; HubSpot decides who may finish it."
      />
      <TextField
        label="Landing URL"
        name="installLandingUrl"
        inputMode="url"
        optional
        defaultValue={state.values?.installLandingUrl ?? landingUrl}
        error={errors.installLandingUrl}
        hint="Where customers can go on to afterwards. No other address is ever offered to them."
        autoComplete="off"
        spellCheck={false}
      />
      {state.status === "error" && problem && !pending ? (
        <Alert tone="danger" title={problem} />
      ) : null}
      <div>
        <Button type="submit" pending={pending}>
          Save install link
        </Button>
      </div>
    </form>
  );
}
