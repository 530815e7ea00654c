"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { INSTALL_CAPS } from "@/lib/hubspot-apps/ways-in/install-caps";
import { setInstallCapAction } from "../actions";

const MEANINGS: Record<number, string> = {
  10: "10, private distribution",
  25: "25, Marketplace distribution without a listing",
  100: "100, private distribution of a Solutions Partner",
};

/** Says which limit HubSpot gave the app: its API does not tell. */
export function InstallCapForm({ appId, cap }: { appId: string; cap: number | null }) {
  const { state, pending, formProps } = useServerForm(setInstallCapAction);
  return (
    <form {...formProps} className="flex flex-col gap-3">
      <FormProblem state={state} fields={["installCap"]} />
      <input type="hidden" name="appId" value={appId} />
      <SelectField
        label="Limit in HubSpot"
        name="installCap"
        key={cap}
        defaultValue={cap ?? ""}
        error={state.fieldErrors?.installCap}
      >
        <option value="">None</option>
        {INSTALL_CAPS.map((value) => (
          <option key={value} value={value}>
            {MEANINGS[value]}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          Save limit
        </Button>
        <span role="status" className="text-sm text-ink-muted">
          {state.status === "success" && !pending ? state.message : ""}
        </span>
      </div>
    </form>
  );
}
