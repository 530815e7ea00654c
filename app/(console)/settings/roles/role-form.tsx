"use client";

import { useState } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { TextField } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { permissionGroups, withNeeded } from "@/lib/auth/permission-words";
import { BASE_PERMISSIONS, type Permission } from "@/lib/auth/roles";
import { useSay } from "#say";
import { changeOwnRoleAction, createRoleAction } from "./actions";

export type RoleFormProps = {
  /** Left out for a new one. */
  role?: {
    id: string;
    name: string;
    meaning: string;
    permissions: readonly Permission[];
    updatedAt: string;
  };
};

/** A limit to apps takes what is about the whole installation away. */
const NOT_LIMITED = "Not for people who see some apps only.";

const FIELDS = ["name", "meaning", "permissions"];

/** The name of a role, what it is for, and what it may do, group by group. */
export function RoleForm({ role }: RoleFormProps) {
  const say = useSay();
  const action = role ? changeOwnRoleAction : createRoleAction;
  const { state, pending, formProps } = useServerForm(action);
  const [chosen, setChosen] = useState<readonly Permission[]>(role?.permissions ?? []);
  const errors = state.fieldErrors ?? {};
  const choose = (permission: Permission, isChosen: boolean) =>
    setChosen(isChosen ? withNeeded([...chosen, permission]) : without(chosen, permission));
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={FIELDS} />
      {role ? (
        <>
          <input type="hidden" name="roleId" value={role.id} />
          <input type="hidden" name="updatedAt" value={role.updatedAt} />
        </>
      ) : null}
      <Section title={say("What it is")}>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <TextField
            label={say("Name")}
            name="name"
            defaultValue={role?.name}
            error={errors["name"]}
            maxLength={40}
            autoComplete="off"
            required
          />
          <TextField
            label={say("What it is for")}
            name="meaning"
            defaultValue={role?.meaning}
            error={errors["meaning"]}
            hint={say("In a sentence, for whoever gives it.")}
            maxLength={200}
            autoComplete="off"
            optional
          />
        </div>
      </Section>
      <Section
        title={say("What it may do")}
        description={say(
          "Everybody who signs in can look portals up and manage their own account. Keys, backups, sign-in, owners and roles are the owner's alone.",
        )}
      >
        <div className="gap-x-8 lg:columns-2">
          {permissionGroups().map(({ group, rows }) => {
            const offered = rows.filter(({ permission }) => !BASE_PERMISSIONS.includes(permission));
            if (offered.length === 0) return null;
            const isForAll = offered.every(({ isAboutApps }) => !isAboutApps);
            return (
              <CheckboxGroup
                key={group}
                label={say.any(group)}
                hint={isForAll ? say(NOT_LIMITED) : undefined}
                className="mb-6 break-inside-avoid"
                error={group === "Portals" ? errors["permissions"] : undefined}
              >
                {offered.map(({ permission, label, hint, isAboutApps }) => (
                  <Checkbox
                    key={permission}
                    name="permissions"
                    value={permission}
                    checked={chosen.includes(permission)}
                    onChange={(event) => choose(permission, event.target.checked)}
                    label={say.any(label)}
                    hint={isForAll || isAboutApps ? hint && say.any(hint) : say(NOT_LIMITED)}
                  />
                ))}
              </CheckboxGroup>
            );
          })}
        </div>
      </Section>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          {role ? say("Save role") : say("Create role")}
        </Button>
        <LinkButton href="/settings/roles">{say("Cancel")}</LinkButton>
      </div>
    </form>
  );
}

/** A choice without one permission, and without those that are of no use without it. */
function without(chosen: readonly Permission[], gone: Permission): Permission[] {
  const isOfUse = (one: Permission) => !withNeeded([one]).includes(gone);
  return chosen.filter(isOfUse);
}
