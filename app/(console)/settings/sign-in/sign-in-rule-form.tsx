"use client";

import { useState } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField, TextField } from "@/components/ui/field";
import { ROLE_LABELS, ROLES } from "@/lib/auth/roles";
import type { SignInRule } from "@/lib/single-sign-on/rule";
import { useSay } from "#say";
import { setSignInRuleAction } from "./actions";

type SignInRuleFormProps = {
  rule: SignInRule;
  owners: { id: string; name: string; email: string }[];
  /** Roles of the team's own. */
  roles: { id: string; name: string }[];
  label: string;
};

const FIELDS = [
  "newcomers",
  "roleClaim",
  ...ROLES.map((role) => `${role}Value`),
  "ownRoleValue",
  "passwordsOff",
  "breakGlassId",
];

/** Who comes in through the identity provider, as what, and whether passwords do too. */
export function SignInRuleForm({ rule, owners, roles, label }: SignInRuleFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(setSignInRuleAction);
  const [isOff, setOff] = useState(!rule.isLocalOn);
  const errors = state.fieldErrors ?? {};
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={FIELDS} />
      <SelectField
        label={say("Somebody new")}
        name="newcomers"
        defaultValue={rule.newcomers}
        error={errors["newcomers"]}
        className="max-w-md"
      >
        <option value="invited">{say("comes in when they were invited")}</option>
        <option value="anyone">{say("comes in, as support unless a group says otherwise")}</option>
      </SelectField>
      <Checkbox
        name="trustEmail"
        defaultChecked={rule.trustEmail}
        label={say("Believe email addresses that the provider does not call verified")}
        hint={say(
          "Only where nobody can change their own address there: it decides whose account here is theirs.",
        )}
      />
      <TextField
        label={say("Claim that gives the role")}
        name="roleClaim"
        defaultValue={rule.roleClaim}
        error={errors["roleClaim"]}
        hint={say(
          'For example "groups". Empty: roles are given here, under Team. With one, whoever has none of the values stays out.',
        )}
        autoComplete="off"
        spellCheck={false}
        className="max-w-md"
      />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        {ROLES.map((role) => (
          <TextField
            key={role}
            label={say("Value for {name}", { name: say.any(ROLE_LABELS[role]) })}
            name={`${role}Value`}
            defaultValue={rule.roleValues[role]}
            error={errors[`${role}Value`]}
            autoComplete="off"
            spellCheck={false}
          />
        ))}
        {roles.map(({ id, name }) => (
          <div key={id}>
            <input type="hidden" name="ownRoleId" value={id} />
            <TextField
              label={say("Value for {name}", { name })}
              name="ownRoleValue"
              defaultValue={rule.ownRoleValues[id]}
              error={errors["ownRoleValue"]}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
        ))}
      </div>
      <Checkbox
        name="passwordsOff"
        defaultChecked={isOff}
        onChange={(event) => setOff(event.target.checked)}
        label={say("Only {label} signs in", { label })}
        hint={say(
          "Passwords, passkeys and one-time links stop signing in, for everybody but one owner.",
        )}
      />
      {isOff ? (
        <SelectField
          label={say("Owner who keeps their password")}
          name="breakGlassId"
          defaultValue={rule.breakGlassId ?? ""}
          error={errors["breakGlassId"]}
          hint={say("For the day the provider does not answer. Keep that password in a safe.")}
          className="max-w-md"
        >
          <option value="">{say("Choose an owner")}</option>
          {owners.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {name} ({email})
            </option>
          ))}
        </SelectField>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          {say("Save")}
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
