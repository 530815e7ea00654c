"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { createResetLinkAction } from "./actions";
import { OneTimeLink } from "./one-time-link";
import { useSay } from "#say";

export type ResetLinkDialogProps = {
  person: { id: string; name: string; email: string };
  timeZone: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Makes a one-time link with which a person chooses a new password, and shows it once. */
export function ResetLinkDialog({ person, timeZone, open, onOpenChange }: ResetLinkDialogProps) {
  const say = useSay();
  return (
    <Dialog
      title={say("Password reset link for {person}", { person: person.name })}
      description={say(
        "With the link they choose a new password; until they do, the old one keeps working. An earlier link stops working.",
      )}
      open={open}
      onOpenChange={onOpenChange}
    >
      <ResetLinkForm person={person} timeZone={timeZone} />
    </Dialog>
  );
}

/** Mounted with the dialog, so a link is gone from the screen once the dialog is closed. */
function ResetLinkForm({ person, timeZone }: Pick<ResetLinkDialogProps, "person" | "timeZone">) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(createResetLinkAction);
  return (
    <form {...formProps} className="flex flex-1 flex-col">
      <input type="hidden" name="personId" value={person.id} />
      <DialogBody>
        <FormProblem state={state} fields={[]} />
        {state.data ? (
          <OneTimeLink
            title={say("Send this link to {email}", { email: person.email })}
            link={state.data.link}
            expiresAt={state.data.expiresAt}
            timeZone={timeZone}
          />
        ) : null}
      </DialogBody>
      <DialogFooter>
        <DialogCancel>{state.data ? say("Close") : say("Cancel")}</DialogCancel>
        {state.data ? null : (
          <Button type="submit" variant="primary" pending={pending}>
            {say("Make reset link")}
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
