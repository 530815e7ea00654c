"use client";

import { SaveForm } from "@/app/_forms/save-form";
import { SelectField } from "@/components/ui/field";
import { INSTALL_CAPS } from "@/lib/hubspot-apps/ways-in/install-caps";
import { setInstallCapAction } from "../../actions";
import { useSay } from "#say";

const MEANINGS = {
  10: "10, private distribution",
  25: "25, Marketplace distribution without a listing",
  100: "100, private distribution of a Solutions Partner",
} as const satisfies Record<(typeof INSTALL_CAPS)[number], string>;

/** Says which limit HubSpot gave the app: its API does not tell. */
export function InstallCapForm({ appId, cap }: { appId: string; cap: number | null }) {
  const say = useSay();
  return (
    <SaveForm
      action={setInstallCapAction}
      hidden={{ appId }}
      shows={["installCap"]}
      saveLabel={say("Save limit")}
      stored={String(cap)}
    >
      {({ errors }) => (
        <SelectField
          label={say("Limit in HubSpot")}
          name="installCap"
          defaultValue={cap ?? ""}
          error={errors.installCap}
        >
          <option value="">{say("None|limit")}</option>
          {INSTALL_CAPS.map((value) => (
            <option key={value} value={value}>
              {say(MEANINGS[value])}
            </option>
          ))}
        </SelectField>
      )}
    </SaveForm>
  );
}
