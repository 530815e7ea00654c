"use client";

import { useEffect, useRef } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { OneTimeSecret } from "@/components/one-time-secret";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { SelectField } from "@/components/ui/field";
import type { BrowserSay } from "@/components/words/say-provider";
import { formatDateTime } from "@/lib/format";
import { useSay } from "#say";
import { rotateApiKeyAction } from "./actions";

export type RotateDialogProps = {
  keyId: string;
  name: string;
  /** A key from the rotation before still works beside this one. */
  isOverlapping: boolean;
  timeZone: string;
};

const OVERLAPS = [
  [0, "Not at all"],
  [1, "1 hour"],
  [24, "24 hours"],
  [168, "7 days"],
] as const satisfies [hours: number, words: string][];

/** Gives a key a new text and shows it once, while the old one works on for as long as was chosen. */
export function RotateDialog({ name, ...form }: RotateDialogProps) {
  const say = useSay();
  const isBusy = useRef(false);
  return (
    <Dialog
      // A click beside it must not lose the new key, and nothing may while it is on its way.
      kind="alert"
      trigger={{ label: say("Rotate"), variant: "ghost", size: "sm" }}
      size="lg"
      title={say("Rotate the key for {name}", { name })}
      description={say(
        "The service gets a new key. Its permissions, its limits and its end stay as they are.",
      )}
      mayClose={() => !isBusy.current}
    >
      <RotateForm
        {...form}
        onBusyChange={(busy) => {
          isBusy.current = busy;
        }}
      />
    </Dialog>
  );
}

type RotateFormProps = Omit<RotateDialogProps, "name"> & {
  onBusyChange: (busy: boolean) => void;
};

/** Mounted with the dialog, so a key is gone from the screen once the dialog is closed. */
function RotateForm({ keyId, isOverlapping, timeZone, onBusyChange }: RotateFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(rotateApiKeyAction);
  useEffect(() => onBusyChange(pending), [pending, onBusyChange]);
  return (
    <form {...formProps} className="flex flex-1 flex-col">
      <input type="hidden" name="keyId" value={keyId} />
      <DialogBody>
        <FormProblem state={state} fields={["overlapHours"]} />
        {state.data ? (
          <OneTimeSecret
            value={state.data.key}
            label={say("API key")}
            title={say("The new key")}
            copyLabel={say("Copy key")}
            note={noteOn(say, state.data, timeZone)}
          />
        ) : (
          <SelectField
            label={say("The old key works on for")}
            name="overlapHours"
            defaultValue="24"
            hint={
              isOverlapping
                ? say(
                    "Long enough to give the new key to every place that uses the old one. The key before the old one ends now.",
                  )
                : say("Long enough to give the new key to every place that uses the old one.")
            }
            error={state.fieldErrors?.["overlapHours"]}
          >
            {OVERLAPS.map(([hours, words]) => (
              <option key={hours} value={hours}>
                {say(words)}
              </option>
            ))}
          </SelectField>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogCancel>{state.data ? say("Close") : say("Cancel")}</DialogCancel>
        {state.data ? null : (
          <Button type="submit" variant="primary" pending={pending}>
            {say("Rotate key")}
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}

type Rotated = { overlapHours: number; previousUntil: string };

/** Where the new key goes, and what becomes of the old one. */
function noteOn(say: BrowserSay, { overlapHours, previousUntil }: Rotated, timeZone: string) {
  if (overlapHours === 0)
    return say("copy it to where the service keeps its secrets. The old key no longer works.");
  const words = OVERLAPS.find(([hours]) => hours === overlapHours)?.[1];
  return say(
    "copy it to where the service keeps its secrets. The old key works for {time} more, until {when}.",
    {
      time: words
        ? say(words)
        : say.count(overlapHours, "{count:number} hour", "{count:number} hours"),
      when: formatDateTime(previousUntil, timeZone, { lang: say.lang }),
    },
  );
}
