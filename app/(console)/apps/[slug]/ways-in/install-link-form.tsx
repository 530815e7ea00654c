"use client";

import { SaveForm } from "@/app/_forms/save-form";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/field";
import { setInstallLinkAction } from "./actions";
import { useSay } from "#say";

type InstallLinkFormProps = { appId: string; isOn: boolean; landingUrl: string };

/** The switch of the install link, and where customers go on to. */
export function InstallLinkForm({ appId, isOn, landingUrl }: InstallLinkFormProps) {
  const say = useSay();
  return (
    <SaveForm
      action={setInstallLinkAction}
      hidden={{ appId }}
      shows={["installLandingUrl"]}
      saveLabel={say("Save install link")}
      stored={`${isOn} ${landingUrl}`}
    >
      {({ values, errors }) => (
        <>
          <Checkbox
            name="installLinkEnabled"
            defaultChecked={isOn}
            label={say("Install link is on")}
            hint={say(
              "Anybody who knows the address can start an install; HubSpot decides who may finish it.",
            )}
          />
          <TextField
            label={say("Landing URL")}
            name="installLandingUrl"
            inputMode="url"
            optional
            defaultValue={values.installLandingUrl ?? landingUrl}
            error={errors.installLandingUrl}
            hint={say(
              "Where customers can go on to afterwards. No other address is ever offered to them.",
            )}
            autoComplete="off"
            spellCheck={false}
          />
        </>
      )}
    </SaveForm>
  );
}
