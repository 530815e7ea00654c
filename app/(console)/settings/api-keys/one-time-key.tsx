import { CopyButton } from "@/components/copy-button";
import { Alert } from "@/components/ui/alert";
import { Field, Input } from "@/components/ui/field";

type OneTimeKeyProps = {
  apiKey: string;
  title: string;
  /** What becomes of the key before it, when there was one. */
  note?: string;
};

/** A key that is shown once; only its hash is stored, so it cannot be shown again. */
export function OneTimeKey({ apiKey, title, note }: OneTimeKeyProps) {
  return (
    <Alert tone="success" title={title}>
      <p className="mt-1">
        It is shown only now: copy it to where the service keeps its secrets.
        {note ? ` ${note}` : null}
      </p>
      <div className="mt-3 flex flex-wrap items-end gap-2">
        <Field label="API key" className="min-w-0 flex-1 basis-72">
          {(ids) => (
            <Input
              {...ids}
              value={apiKey}
              readOnly
              // The key may have appeared below what is on the screen.
              autoFocus
              autoComplete="off"
              spellCheck={false}
              onFocus={(event) => event.currentTarget.select()}
              className="font-mono text-sm"
            />
          )}
        </Field>
        <CopyButton value={apiKey} variant="secondary">
          Copy key
        </CopyButton>
      </div>
    </Alert>
  );
}
