"use client";

import { useRef, useState, type ReactNode } from "react";
import { ConfirmForm, type Confirmation } from "./confirm-form";
import { Dialog } from "./dialog";
import { useToast } from "./toast";
import type { TriggerLook } from "./trigger";

type ConfirmDialogProps = Confirmation & {
  trigger?: TriggerLook;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Names the object: "Revoke acme.com (Hub 62515)?" */
  title: ReactNode;
  description?: ReactNode;
};

/**
 * Asks before a costly or irreversible act. Closes on success or Cancel only; a failure is shown in
 * place and the typed text stays. The success message, if any, appears as a toast.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, description, open: controlled, onOpenChange, ...form } = props;
  const [own, setOwn] = useState(false);
  // A ref, because state set inside a running action is only seen when that action ends.
  const busy = useRef(false);
  const toast = useToast();
  const setOpen = (open: boolean) => {
    setOwn(open);
    onOpenChange?.(open);
  };
  return (
    <Dialog
      kind="alert"
      trigger={trigger}
      title={title}
      description={description}
      open={controlled ?? own}
      onOpenChange={setOpen}
      mayClose={() => !busy.current}
    >
      <ConfirmForm
        {...form}
        onBusyChange={(running) => {
          busy.current = running;
        }}
        onDone={(message) => {
          setOpen(false);
          if (message) toast.show({ title: message, tone: "success" });
        }}
      />
    </Dialog>
  );
}
