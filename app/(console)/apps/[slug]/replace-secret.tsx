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
import { useSay } from "#say";

/** Replaces the client secret; HubSpot is asked first, so a wrong one changes nothing. */
export function ReplaceSecret({ appId, appName }: { appId: string; appName: string }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      trigger={{ label: say("Replace secret"), variant: "secondary" }}
      title={say("Replace the client secret of {app}?", { app: appName })}
      description={say(
        "Portico proves the new secret at HubSpot with a stored connection before the old one goes. If HubSpot refuses it, nothing changes.",
      )}
      open={isOpen}
      onOpenChange={setOpen}
    >
      <SecretForm appId={appId} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function SecretForm({ appId, onDone }: { appId: string; onDone: () => void }) {
  const say = useSay();
  const toast = useToast();
  const [state, submit, pending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await replaceSecretAction(previous, data);
    if (next.status === "success") {
      onDone();
      toast.show({ title: next.message ?? say("Secret replaced."), tone: "success" });
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
          label={say("New client secret")}
          name="clientSecret"
          hint={say("From the Auth tab of the app in HubSpot.")}
          error={fieldError}
          autoComplete="off"
        />
        <SelectField
          label={say("Previous secret")}
          name="grace"
          defaultValue="1h"
          hint={say(
            "While it is kept, the new secret is tried first and the previous one only when HubSpot refuses the new one. Nobody knows how long HubSpot itself accepts the old one.",
          )}
          error={state.fieldErrors?.grace}
        >
          {SECRET_GRACES.map((grace) => (
            <option key={grace} value={grace}>
              {say.any(GRACE_LABELS[grace])}
            </option>
          ))}
        </SelectField>
        {state.status === "error" && !fieldError && !pending ? (
          <Alert tone="danger" title={state.message ?? say("The secret was not replaced.")} />
        ) : null}
        <StepUpSlot state={state} />
      </DialogBody>
      <DialogFooter>
        <DialogCancel />
        <Button type="submit" variant="primary" pending={pending}>
          {say("Replace client secret")}
        </Button>
      </DialogFooter>
    </form>
  );
}
