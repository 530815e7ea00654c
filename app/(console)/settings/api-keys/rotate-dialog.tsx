"use client";

import { useEffect, useRef } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { OneTimeSecret } from "@/components/one-time-secret";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { SelectField } from "@/components/ui/field";
import { formatDateTime } from "@/lib/format";
import { rotateApiKeyAction } from "./actions";

export type RotateDialogProps = {
  keyId: string;
  name: string;
  /** A key from the rotation before still works beside this one. */
  isOverlapping: boolean;
  timeZone: string;
};

const OVERLAPS: [hours: number, words: string][] = [
  [0, "Not at all"],
  [1, "1 hour"],
  [24, "24 hours"],
  [168, "7 days"],
];

/** Gives a key a new text and shows it once, while the old one works on for as long as was chosen. */
export function RotateDialog({ name, ...form }: RotateDialogProps) {
  const isBusy = useRef(false);
  return (
    <Dialog
      // A click beside it must not lose the new key, and nothing may while it is on its way.
      kind="alert"
      trigger={{ label: "Rotate", variant: "ghost", size: "sm" }}
      size="lg"
      title={`Rotate the key for ${name}`}
      description="The service gets a new key. Its permissions, its limits and its end stay as they are."
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
            label="API key"
            title="The new key"
            copyLabel="Copy key"
            note={`copy it to where the service keeps its secrets. ${fateOfOld(state.data, timeZone)}`}
          />
        ) : (
          <SelectField
            label="The old key works on for"
            name="overlapHours"
            defaultValue="24"
            hint={`Long enough to give the new key to every place that uses the old one.${
              isOverlapping ? " The key before the old one ends now." : ""
            }`}
            error={state.fieldErrors?.["overlapHours"]}
          >
            {OVERLAPS.map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </SelectField>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogCancel>{state.data ? "Close" : "Cancel"}</DialogCancel>
        {state.data ? null : (
          <Button type="submit" variant="primary" pending={pending}>
            Rotate key
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}

type Rotated = { overlapHours: number; previousUntil: string };

function fateOfOld({ overlapHours, previousUntil }: Rotated, timeZone: string): string {
  if (overlapHours === 0) return "The old key no longer works.";
  const words = OVERLAPS.find(([hours]) => hours === overlapHours)?.[1];
  return `The old key works for ${words ?? `${overlapHours} hours`} more, until ${formatDateTime(previousUntil, timeZone)}.`;
}
