import { CopyButton } from "@/components/copy-button";
import { PasswordField, SelectField, TextField } from "@/components/ui/field";
import { APP_LABELS, type AppFormValues } from "./app-fields";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

type FieldsProps = {
  textOf: (name: keyof AppFormValues) => string;
  errors: Record<string, string | undefined>;
};

/** What every field of the form has alike. */
function field(name: keyof AppFormValues, { textOf, errors }: FieldsProps, say: BrowserSay) {
  return {
    id: name,
    name,
    label: say(APP_LABELS[name]),
    defaultValue: textOf(name),
    error: errors[name],
  };
}

/** Identifiers and addresses: nothing to spell, nothing to remember. */
const CODE = { autoComplete: "off", spellCheck: false, className: "[&_input]:font-mono" } as const;

type IdentityProps = FieldsProps & { ownCallback: string; asksSecret: boolean };

/** How the app is called here and at HubSpot, and where HubSpot sends people back to. */
export function IdentityFields({ ownCallback, asksSecret, ...props }: IdentityProps) {
  const say = useSay();
  return (
    <>
      <TextField
        {...field("name", props, say)}
        hint={say("How your team calls it. HubSpot never sees this.")}
        autoComplete="off"
        maxLength={80}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          {...field("clientId", props, say)}
          {...CODE}
          hint={say("From the Auth tab of your app in HubSpot.")}
        />
        {asksSecret ? (
          <PasswordField
            id="clientSecret"
            label={say(APP_LABELS.clientSecret)}
            name="clientSecret"
            hint={say("Stored encrypted. It can be replaced later, never read back.")}
            error={props.errors.clientSecret}
            autoComplete="off"
          />
        ) : null}
      </div>
      <div className="flex flex-col gap-1.5">
        <TextField
          {...field("redirectUri", props, say)}
          {...CODE}
          hint={say("Must be registered in HubSpot under Auth, character by character the same.")}
        />
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-faint">
          <span>{say("This console answers at")}</span>
          <code className="font-mono wrap-anywhere text-ink-muted">{ownCallback}</code>
          <CopyButton
            value={ownCallback}
            label={say("Copy this console's address")}
            className="-my-1 size-7"
          />
        </p>
      </div>
    </>
  );
}

/** Which of HubSpot's OAuth APIs the app is used with. */
export function VersionField({
  versions,
  ...props
}: FieldsProps & { versions: { value: string; label: string }[] }) {
  const say = useSay();
  return (
    <SelectField {...field("apiVersion", props, say)} className="max-w-md">
      {versions.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}
