"use client";

import { startTransition, useActionState, useState, type FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { PasswordField, SelectField } from "@/components/ui/field";
import { StepUpSlot } from "@/components/ui/popup/step-up-slot";
import { useToast } from "@/components/ui/popup/toast";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { GRACE_LABELS, SECRET_GRACES } from "@/lib/hubspot-apps/secret/grace";
import { replaceSecretAction } from "../actions";

/** Replaces the client secret; HubSpot is asked first, so a wrong one changes nothing. */
export function ReplaceSecret({ appId, appName }: { appId: string; appName: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      trigger={{ label: "Replace secret", variant: "secondary" }}
      title={`Replace the client secret of ${appName}?`}
      description="Portico proves the new secret at HubSpot with a stored connection before the old one goes. If HubSpot refuses it, nothing changes."
      open={isOpen}
      onOpenChange={setOpen}
    >
      <SecretForm appId={appId} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function SecretForm({ appId, onDone }: { appId: string; onDone: () => void }) {
  const toast = useToast();
  const [state, submit, pending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await replaceSecretAction(previous, data);
    if (next.status === "success") {
      onDone();
      toast.show({ title: next.message ?? "Secret replaced.", tone: "success" });
    }
    return next;
  }, IDLE as ActionState);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!pending) startTransition(() => submit(data));
  }

  const fieldError = state.fieldErrors?.clientSecret;
  return (
    <form action={submit} onSubmit={send} noValidate className="flex flex-1 flex-col">
      <input type="hidden" name="appId" value={appId} />
      <DialogBody>
        <PasswordField
          label="New client secret"
          name="clientSecret"
          hint="From the Auth tab of the app in HubSpot."
          error={fieldError}
          autoComplete="off"
        />
        <SelectField
          label="Previous secret"
          name="grace"
          defaultValue="1h"
          hint="While it is kept, the new secret is tried first and the previous one only when HubSpot refuses the new one. Nobody knows how long HubSpot itself accepts the old one."
          error={state.fieldErrors?.grace}
        >
          {SECRET_GRACES.map((grace) => (
            <option key={grace} value={grace}>
              {GRACE_LABELS[grace]}
            </option>
          ))}
        </SelectField>
        {state.status === "error" && !fieldError && !pending ? (
          <Alert tone="danger" title={state.message ?? "The secret was not replaced."} />
        ) : null}
        <StepUpSlot state={state} />
      </DialogBody>
      <DialogFooter>
        <DialogCancel />
        <Button type="submit" variant="primary" pending={pending}>
          Replace client secret
        </Button>
      </DialogFooter>
    </form>
  );
}
