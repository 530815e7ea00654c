"use client";

import { Field, Input } from "@/components/ui/field";
import { isColour } from "@/lib/public-pages/colours";
import { useSay } from "#say";

type ColourFieldProps = {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
};

/** A colour, typed or picked. Picking fills the text, which is what is sent. */
export function ColourField({ value, onChange, error }: ColourFieldProps) {
  const say = useSay();
  return (
    <Field
      label={say("Colour")}
      error={error}
      hint={say(
        "Of buttons and links, such as #0a7c66. It is made lighter or darker where it could not be seen, and words on it are black or white.",
      )}
    >
      {(ids) => (
        <div className="flex gap-2">
          <Input
            {...ids}
            name="colour"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            maxLength={7}
            autoComplete="off"
            spellCheck={false}
            className="max-w-32 font-mono"
          />
          <input
            type="color"
            aria-label={say("Pick a colour")}
            value={isColour(value) ? value : "#4036b8"}
            onChange={(event) => onChange(event.target.value)}
            className="h-8 w-10 rounded border border-line-strong/60 bg-surface p-0.5 max-sm:h-10"
          />
        </div>
      )}
    </Field>
  );
}
