"use client";

import { SaveForm } from "@/app/_forms/save-form";
import { SelectField } from "@/components/ui/field";
import { INSTALL_CAPS } from "@/lib/hubspot-apps/ways-in/install-caps";
import { setInstallCapAction } from "../../actions";

const MEANINGS: Record<number, string> = {
  10: "10, private distribution",
  25: "25, Marketplace distribution without a listing",
  100: "100, private distribution of a Solutions Partner",
};

/** Says which limit HubSpot gave the app: its API does not tell. */
export function InstallCapForm({ appId, cap }: { appId: string; cap: number | null }) {
  return (
    <SaveForm
      action={setInstallCapAction}
      hidden={{ appId }}
      shows={["installCap"]}
      saveLabel="Save limit"
      stored={String(cap)}
    >
      {({ errors }) => (
        <SelectField
          label="Limit in HubSpot"
          name="installCap"
          defaultValue={cap ?? ""}
          error={errors.installCap}
        >
          <option value="">None</option>
          {INSTALL_CAPS.map((value) => (
            <option key={value} value={value}>
              {MEANINGS[value]}
            </option>
          ))}
        </SelectField>
      )}
    </SaveForm>
  );
}
