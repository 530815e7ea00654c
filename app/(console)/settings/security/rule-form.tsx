"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { TextField } from "@/components/ui/field";
import { ROLE_LABELS, ROLES } from "@/lib/auth/roles";
import type { FactorRule } from "@/lib/factors/rule";
import { useSay } from "#say";
import { setFactorRuleAction } from "./actions";

/** Roles that must have a second factor, and how long those without one have. */
export function RuleForm({ rule }: { rule: FactorRule }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(setFactorRuleAction);
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={["roles", "graceDays"]} />
      <CheckboxGroup label={say("Everybody who is")} error={state.fieldErrors?.["roles"]}>
        <div className="flex flex-col gap-2">
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              name="roles"
              value={role}
              defaultChecked={rule.roles.includes(role)}
              label={say.any(ROLE_LABELS[role])}
            />
          ))}
        </div>
      </CheckboxGroup>
      <TextField
        label={say("Days to set it up")}
        name="graceDays"
        type="number"
        inputMode="numeric"
        min={0}
        max={90}
        defaultValue={rule.graceDays}
        error={state.fieldErrors?.["graceDays"]}
        hint={say("From now for people who are here, from their first day for new ones.")}
        className="max-w-xs"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          {say("Save")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
