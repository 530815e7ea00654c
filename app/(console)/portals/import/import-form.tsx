"use client";

import { useState, type FormEvent } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/control-class";
import { Field, SelectField } from "@/components/ui/field";
import { useSay } from "#say";
import { startImportAction } from "./actions";

type ImportFormProps = {
  apps: { id: string; name: string }[];
  /** Larger files are refused before they are sent. */
  maxBytes: number;
};

/** Chooses app and file and starts the dry run. */
export function ImportForm({ apps, maxBytes }: ImportFormProps) {
  const { state, pending, formProps } = useServerForm(startImportAction);
  const [tooLarge, setTooLarge] = useState(false);
  const errors = state.fieldErrors ?? {};
  const say = useSay();
  const fileError = tooLarge
    ? say("The file is larger than 1 MB. Split it and import the parts.")
    : pending
      ? undefined
      : errors["file"];

  function send(event: FormEvent<HTMLFormElement>) {
    const file = new FormData(event.currentTarget).get("file");
    const isTooLarge = file instanceof File && file.size > maxBytes;
    setTooLarge(isTooLarge);
    if (isTooLarge) event.preventDefault();
    else formProps.onSubmit(event);
  }

  return (
    <form {...formProps} onSubmit={send} className="flex flex-col gap-5">
      <FormProblem state={state} fields={["appId", "file"]} />
      <SelectField
        label={say("App")}
        name="appId"
        hint={say("The tokens must have been issued to this app.")}
        defaultValue={state.values?.["appId"] ?? apps[0]?.id}
        error={errors["appId"]}
        className="max-w-md"
      >
        {apps.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field
        label={say("File")}
        error={fileError}
        hint={say("CSV, JSON or one token per line; up to 5,000 rows and 1 MB.")}
        className="max-w-md"
      >
        {(ids) => (
          <input
            {...ids}
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json"
            className={controlClass(
              "px-2 py-1.5 file:me-3 file:rounded file:border file:border-line-strong/60 file:bg-sunken file:px-2 file:py-0.5 file:text-sm file:text-ink",
            )}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
        <Button type="submit" variant="primary" pending={pending}>
          {say("Check file")}
        </Button>
        <p className="text-sm text-ink-faint">{say("Nothing is imported before you confirm.")}</p>
        <span role="status" className="sr-only">
          {pending ? say("Reading the file") : ""}
        </span>
      </div>
    </form>
  );
}
