"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { OneTimeSecret } from "@/components/one-time-secret";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { SelectField, TextareaField, TextField } from "@/components/ui/field";
import { API_PERMISSION_MEANINGS, API_PERMISSIONS } from "@/lib/api-keys/permissions";
import type { EXPIRY_DAYS } from "@/lib/api-keys/schemas";
import { useSay } from "#say";
import { createApiKeyAction } from "./actions";

export type CreateFormProps = {
  apps: { id: string; name: string }[];
  /** A key that was revoked or rotated in the meantime is not shown any more. */
  workingPrefixes: string[];
};

const FIELDS = ["name", "expiresInDays", "permissions", "appIds", "hubIds"];

const EXPIRIES = [
  ["30", "in 30 days"],
  ["90", "in 90 days"],
  ["365", "in a year"],
  ["", "Never"],
] as const satisfies [(typeof EXPIRY_DAYS)[number], string][];

/** Makes a key and shows it, once. */
export function CreateForm({ apps, workingPrefixes }: CreateFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(createApiKeyAction, { resetOnSuccess: true });
  const errors = state.fieldErrors ?? {};
  const typed = state.status === "error" ? state.values : undefined;
  const made = pending ? undefined : state.data;
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <FormProblem state={state} fields={FIELDS} />
      <div className="grid items-start gap-x-6 gap-y-5 md:grid-cols-2">
        <TextField
          label={say("Name")}
          name="name"
          hint={errors["name"] ? undefined : say("The service that will use it.")}
          defaultValue={typed?.["name"]}
          error={errors["name"]}
          maxLength={80}
          autoComplete="off"
          required
        />
        <SelectField
          // React keeps the first default of a select for good; a new one needs a new element.
          key={typed?.["expiresInDays"]}
          label={say("Expires")}
          name="expiresInDays"
          defaultValue={typed?.["expiresInDays"] ?? "365"}
          error={errors["expiresInDays"]}
        >
          {EXPIRIES.map(([days, words]) => (
            <option key={days} value={days}>
              {say(words)}
            </option>
          ))}
        </SelectField>
        <CheckboxGroup
          label={say("Permissions")}
          error={errors["permissions"]}
          className="md:col-span-2"
        >
          <div className="grid gap-x-6 gap-y-1 md:grid-cols-2">
            {API_PERMISSIONS.map((permission) => (
              <Checkbox
                key={permission}
                name="permissions"
                value={permission}
                label={<code className="font-mono text-sm">{permission}</code>}
                hint={say.any(API_PERMISSION_MEANINGS[permission])}
                aria-invalid={errors["permissions"] ? true : undefined}
              />
            ))}
          </div>
        </CheckboxGroup>
        <CheckboxGroup
          label={say("Apps")}
          hint={say("None chosen: every app, also those added later.")}
          error={errors["appIds"]}
        >
          <div className="max-h-48 overflow-y-auto">
            {apps.map(({ id, name }) => (
              <Checkbox
                key={id}
                name="appIds"
                value={id}
                label={<span className="wrap-anywhere">{name}</span>}
                aria-invalid={errors["appIds"] ? true : undefined}
              />
            ))}
          </div>
        </CheckboxGroup>
        <TextareaField
          label={say("Hub IDs")}
          name="hubIds"
          rows={2}
          hint={say("Empty: every portal.")}
          defaultValue={typed?.["hubIds"]}
          error={errors["hubIds"]}
          autoComplete="off"
          spellCheck={false}
          optional
        />
      </div>
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        {say("Create API key")}
      </Button>
      {made && workingPrefixes.some((prefix) => made.key.startsWith(prefix)) ? (
        <OneTimeSecret
          value={made.key}
          label={say("API key")}
          title={say("The key for {name}", { name: made.name })}
          copyLabel={say("Copy key")}
          note={say("copy it to where the service keeps its secrets.")}
        />
      ) : null}
    </form>
  );
}
