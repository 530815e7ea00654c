import { CopyButton } from "@/components/copy-button";
import { Alert } from "@/components/ui/alert";
import { Field, Input } from "@/components/ui/field";
import { useSay } from "#say";

type OneTimeSecretProps = {
  value: string;
  /** Name of the field. */
  label: string;
  title: string;
  copyLabel: string;
  /** Who keeps it, and what becomes of the one before, when there was one. */
  note: string;
};

/** A secret that is shown once, and never again. */
export function OneTimeSecret({ value, label, title, copyLabel, note }: OneTimeSecretProps) {
  const say = useSay();
  return (
    <Alert tone="success" title={title}>
      <p className="mt-1">{say("It is shown only now: {note}", { note })}</p>
      <div className="mt-3 flex flex-wrap items-end gap-2">
        <Field label={label} className="min-w-0 flex-1 basis-72">
          {(ids) => (
            <Input
              {...ids}
              value={value}
              readOnly
              // The secret may have appeared below what is on the screen.
              autoFocus
              autoComplete="off"
              spellCheck={false}
              onFocus={(event) => event.currentTarget.select()}
              className="font-mono text-sm"
            />
          )}
        </Field>
        <CopyButton value={value} variant="secondary">
          {copyLabel}
        </CopyButton>
      </div>
    </Alert>
  );
}
