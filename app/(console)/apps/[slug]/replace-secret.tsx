"use client";

import { startTransition, useActionState, useState, type FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogCancel, DialogFooter } from "@/components/ui/dialog";
import { PasswordField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { replaceSecretAction } from "../actions";

/** Replaces the client secret; HubSpot is asked first, so a wrong one changes nothing. */
export function ReplaceSecret({ appId, appName }: { appId: string; appName: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      trigger={{ label: "Replace secret", variant: "secondary" }}
      title={`Replace the client secret of ${appName}?`}
      description="Portico asks HubSpot whether it accepts the new secret. If HubSpot refuses it, nothing changes."
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
      toast.show({ title: next.message ?? "Secret replaced." });
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
        {state.status === "error" && !fieldError && !pending ? (
          <Alert tone="danger" title={state.message ?? "The secret was not replaced."} />
        ) : null}
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
