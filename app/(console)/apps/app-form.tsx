"use client";

import {
  startTransition,
  useActionState,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FormEvent,
} from "react";
import { CopyButton } from "@/components/copy-button";
import { Button, LinkButton } from "@/components/ui/button";
import { PasswordField, SelectField, TextField } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { useToast } from "@/components/ui/toast";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import type { CatalogueScope } from "@/lib/hubspot-apps/scopes/scope-meanings";
import type { GrantedSet } from "@/lib/hubspot-apps/scopes/scope-drift";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";
import { ScopeField } from "./scope-field";
import { ConfirmBehind, ScopeImpact } from "./scope-impact";

export type AppFormValues = {
  name: string;
  clientId: string;
  redirectUri: string;
  requiredScopes: string[];
  conditionalScopes: string[];
  optionalScopes: string[];
  apiVersion: string;
};

export type AppFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  values: AppFormValues;
  versions: { value: string; label: string }[];
  catalogue: CatalogueScope[];
  ownCallback: string;
  /** Set when an app is changed: its id, the state the form was opened on, and what its portals granted. */
  existing?: { appId: string; updatedAt: string; grantedSets: GrantedSet[] };
};

const LABELS: Record<keyof AppFormValues | "clientSecret", string> = {
  name: "Name",
  clientId: "Client ID",
  clientSecret: "Client secret",
  redirectUri: "Redirect URI",
  requiredScopes: "Required scopes",
  conditionalScopes: "Conditionally required",
  optionalScopes: "Optional scopes",
  apiVersion: "OAuth API version",
};
const labelOf = (name: string) => (LABELS as Record<string, string | undefined>)[name] ?? "Form";

/** Identifiers and addresses: nothing to spell, nothing to remember. */
const CODE = { autoComplete: "off", spellCheck: false, className: "[&_input]:font-mono" } as const;

/** Adds or changes an app. A secret is typed only once, when the app is added. */
export function AppForm(props: AppFormProps) {
  const { action, values, versions, catalogue, ownCallback, existing } = props;
  const toast = useToast();
  const [state, submit, pending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await action(previous, data);
    // As a toast: a saved app is shown in a new form, and words inside this one would go with it.
    if (next.status === "success" && next.message) toast.show({ title: next.message });
    return next;
  }, IDLE as ActionState);
  const isDirty = useRef(false);
  const [required, setRequired] = useState(values.requiredScopes);
  const [unconfirmed, setUnconfirmed] = useState<FormData | null>(null);
  const sets = existing?.grantedSets ?? [];
  const behind = portalsBehind(sets, required);
  const leavesBehind = behind > portalsBehind(sets, values.requiredScopes);
  const errors = state.fieldErrors ?? {};
  /** What every field of the form has alike; what was typed outlives an error. */
  const field = (name: keyof AppFormValues) => {
    const value = values[name];
    return {
      id: name,
      name,
      label: LABELS[name],
      defaultValue: state.values?.[name] ?? (Array.isArray(value) ? value.join("\n") : value),
      error: errors[name],
    };
  };
  const scopeField = (name: "requiredScopes" | "conditionalScopes" | "optionalScopes") => ({
    ...field(name),
    catalogue,
  });
  const listed = useMemo(
    () =>
      Object.entries(state.fieldErrors ?? {}).map(([field, message]) => ({
        fieldId: field,
        message: `${labelOf(field)}: ${message ?? ""}`,
      })),
    [state.fieldErrors],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isDirty.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);

  // Not through `action`: React would empty the form afterwards, and a typed secret would be gone after an error.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    if (leavesBehind) setUnconfirmed(data);
    else save(data);
  }

  function save(data: FormData) {
    isDirty.current = false;
    setUnconfirmed(null);
    startTransition(() => submit(data));
  }

  return (
    <form
      action={submit}
      onSubmit={send}
      onChange={() => {
        isDirty.current = true;
      }}
      noValidate
      className="flex flex-col gap-6"
    >
      {existing ? (
        <>
          <input type="hidden" name="appId" value={existing.appId} />
          <input type="hidden" name="updatedAt" value={existing.updatedAt} />
        </>
      ) : null}
      {state.status === "error" && !pending ? (
        <FormErrors title={state.message ?? "This could not be saved."} errors={listed} />
      ) : null}
      <TextField
        {...field("name")}
        hint="How your team calls it. HubSpot never sees this."
        autoComplete="off"
        maxLength={80}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          {...field("clientId")}
          {...CODE}
          hint="From the Auth tab of your app in HubSpot."
        />
        {existing ? null : (
          <PasswordField
            id="clientSecret"
            label={LABELS.clientSecret}
            name="clientSecret"
            hint="Stored encrypted. It can be replaced later, never read back."
            error={errors.clientSecret}
            autoComplete="off"
          />
        )}
      </div>
      <div className="flex flex-col gap-1.5">
        <TextField
          {...field("redirectUri")}
          {...CODE}
          hint="Must be registered in HubSpot under Auth, character by character the same."
        />
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-faint">
          <span>This console answers at</span>
          <code className="font-mono wrap-anywhere text-ink-muted">{ownCallback}</code>
          <CopyButton
            value={ownCallback}
            label="Copy this console's address"
            className="-my-1 size-7"
          />
        </p>
      </div>
      <ScopeField
        {...scopeField("requiredScopes")}
        hint="Every portal must grant these. Paste a list in any form; it must match the app in HubSpot."
        locked="oauth"
        onNames={setRequired}
      />
      {existing ? (
        <ScopeImpact sets={sets} before={values.requiredScopes} required={required} />
      ) : null}
      <ScopeField
        {...scopeField("conditionalScopes")}
        hint="HubSpot's “conditionally required” list: asked for only when chosen for a connection, and then required."
        optional
      />
      <ScopeField
        {...scopeField("optionalScopes")}
        hint="HubSpot drops those a portal's plan does not include."
        optional
      />
      <SelectField {...field("apiVersion")} className="max-w-md">
        {versions.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap gap-2 border-t border-line pt-5">
        <Button type="submit" variant="primary" pending={pending}>
          Save app
        </Button>
        {existing ? null : <LinkButton href="/apps">Cancel</LinkButton>}
        <span role="status" className="sr-only">
          {pending ? "Saving" : ""}
        </span>
      </div>
      <ConfirmBehind
        behind={behind}
        isOpen={unconfirmed !== null}
        onCancel={() => setUnconfirmed(null)}
        onConfirm={() => unconfirmed && save(unconfirmed)}
      />
    </form>
  );
}
