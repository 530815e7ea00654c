"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { createResetLinkAction } from "./actions";
import { OneTimeLink } from "./one-time-link";

export type ResetLinkDialogProps = {
  person: { id: string; name: string; email: string };
  timeZone: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Makes a one-time link with which a person chooses a new password, and shows it once. */
export function ResetLinkDialog({ person, timeZone, open, onOpenChange }: ResetLinkDialogProps) {
  return (
    <Dialog
      title={`Password reset link for ${person.name}`}
      description="With the link they choose a new password; until they do, the old one keeps working. An earlier link stops working."
      open={open}
      onOpenChange={onOpenChange}
    >
      <ResetLinkForm person={person} timeZone={timeZone} />
    </Dialog>
  );
}

/** Mounted with the dialog, so a link is gone from the screen once the dialog is closed. */
function ResetLinkForm({ person, timeZone }: Pick<ResetLinkDialogProps, "person" | "timeZone">) {
  const { state, pending, formProps } = useServerForm(createResetLinkAction);
  return (
    <form {...formProps} className="flex flex-1 flex-col">
      <input type="hidden" name="personId" value={person.id} />
      <DialogBody>
        <FormProblem state={state} fields={[]} />
        {state.data ? (
          <OneTimeLink
            title={`Send this link to ${person.email}`}
            link={state.data.link}
            expiresAt={state.data.expiresAt}
            timeZone={timeZone}
          />
        ) : null}
      </DialogBody>
      <DialogFooter>
        <DialogCancel>{state.data ? "Close" : "Cancel"}</DialogCancel>
        {state.data ? null : (
          <Button type="submit" variant="primary" pending={pending}>
            Make reset link
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
