"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { SelectField } from "@/components/ui/field";
import { Radio } from "@/components/ui/radio";
import type { AppOption, RoleOption } from "./role-options";
import { useSay } from "#say";

export type RightsFieldsProps = {
  roles: readonly RoleOption[];
  apps: readonly AppOption[];
  /** What is chosen at first. */
  role: string;
  /** Ids of the apps of a limit; null for every app. */
  limit: readonly string[] | null;
  errors?: Record<string, string | undefined>;
};

/** The role that somebody is given, and the apps they see. */
export function RightsFields({ roles, apps, role, limit, errors = {} }: RightsFieldsProps) {
  const say = useSay();
  const [chosen, setChosen] = useState(role);
  const [isLimited, setLimited] = useState(limit !== null);
  const option = roles.find(({ key }) => key === chosen);
  return (
    <>
      <SelectField
        label={say("Role")}
        name="role"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        hint={errors["role"] ? undefined : option?.meaning}
        error={errors["role"]}
      >
        {roles.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      {option?.mayBeLimited === false ? (
        <div>
          <p className="font-medium">{say("Apps")}</p>
          <p className="text-sm text-ink-faint">{say("An owner sees every app.")}</p>
        </div>
      ) : (
        <CheckboxGroup
          label={say("Apps")}
          error={errors["appIds"] ?? errors["reach"]}
          hint={
            isLimited
              ? say(
                  "They see and touch these apps and their portals alone. What concerns the whole installation is not theirs, whatever the role: people, settings, API keys, alerts, and adding apps. Keys that they made before go on: revoke those they know.",
                )
              : undefined
          }
        >
          <Radio
            name="reach"
            value="all"
            checked={!isLimited}
            onChange={() => setLimited(false)}
            label={say("Every app")}
          />
          <Radio
            name="reach"
            value="some"
            checked={isLimited}
            onChange={() => setLimited(true)}
            label={say("Only some apps")}
            disabled={apps.length === 0}
          />
          {isLimited ? (
            <div className="ms-8.5 max-h-48 overflow-y-auto">
              {apps.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  name="appIds"
                  value={id}
                  defaultChecked={limit?.includes(id)}
                  label={<span className="wrap-anywhere">{name}</span>}
                  aria-invalid={errors["appIds"] ? true : undefined}
                />
              ))}
            </div>
          ) : null}
        </CheckboxGroup>
      )}
    </>
  );
}
