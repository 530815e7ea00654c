"use client";

import type { ChangeEvent } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { controlClass } from "@/components/ui/control-class";
import { Field } from "@/components/ui/field";
import { useSay } from "#say";

type LogoFieldProps = {
  hasStored: boolean;
  /** The chosen file as a data address, for the preview; undefined when none is chosen. */
  onChoose: (address: string | undefined) => void;
  onRemove: (isRemoved: boolean) => void;
  error: string | undefined;
};

const PREVIEWED = ["image/png", "image/jpeg", "image/webp"];

/** Chooses a picture, or takes the stored one away. The server looks at what the file holds. */
export function LogoField({ hasStored, onChoose, onRemove, error }: LogoFieldProps) {
  const say = useSay();
  function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (!file || !PREVIEWED.includes(file.type)) return onChoose(undefined);
    const reader = new FileReader();
    reader.onload = () => onChoose(String(reader.result));
    reader.readAsDataURL(file);
  }
  return (
    <div className="flex flex-col gap-2">
      <Field
        label={say("Logo")}
        error={error}
        hint={say(
          "PNG, JPEG or WebP, at most 256 KB and 2000 × 2000 pixels. No SVG: it can hold programs. What else is in the file, such as where a photo was taken, is left out.",
        )}
      >
        {(ids) => (
          <input
            {...ids}
            type="file"
            name="logo"
            accept="image/png,image/jpeg,image/webp"
            onChange={choose}
            className={controlClass(
              "px-2 py-1.5 file:me-3 file:rounded file:border file:border-line-strong/60 file:bg-sunken file:px-2 file:py-0.5 file:text-sm file:text-ink",
            )}
          />
        )}
      </Field>
      {hasStored ? (
        <Checkbox
          name="removeLogo"
          onChange={(event) => onRemove(event.target.checked)}
          label={say("Show no logo")}
        />
      ) : null}
    </div>
  );
}
