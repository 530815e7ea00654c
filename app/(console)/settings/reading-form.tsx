"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { useSay } from "#say";
import { changeReadingAction } from "./actions";

export interface ReadingChoice {
  /** What is chosen now; nothing follows the browser. */
  chosen: string;
  /** What the browser asks for, in words. */
  browsers: string;
  options: { value: string; label: string }[];
}

/** The language and the time zone in which the viewer reads the console. */
export function ReadingForm({
  language,
  timeZone,
}: {
  language: ReadingChoice;
  timeZone: ReadingChoice;
}) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(changeReadingAction);
  const choices = [
    { name: "language", label: say("Language"), ...language },
    { name: "timeZone", label: say("Time zone"), ...timeZone },
  ];
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={choices.map(({ name }) => name)} />
      {choices.map(({ name, label, chosen, browsers, options }) => (
        <SelectField
          key={name}
          label={label}
          name={name}
          defaultValue={state.values?.[name] ?? chosen}
          error={state.fieldErrors?.[name]}
        >
          <option value="">{say("As the browser asks: {choice}", { choice: browsers })}</option>
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
      ))}
      {state.status === "success" && !pending ? (
        <Alert tone="success">{state.message}</Alert>
      ) : null}
      <Button type="submit" pending={pending} className="self-start">
        {say("Save language and time zone")}
      </Button>
    </form>
  );
}
