"use client";

import { useRef, useState, type ReactNode } from "react";
import { ConfirmForm } from "./confirm-form";
import { Dialog } from "./dialog";
import type { FormAction } from "./form-state";
import { useToast } from "./toast";
import type { TriggerLook } from "./trigger";

export type ConfirmDialogProps = {
  trigger?: TriggerLook;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Names the object: "Revoke acme.com (Hub 62515)?" */
  title: ReactNode;
  description?: ReactNode;
  /** What will happen, one line each. */
  consequences?: ReactNode[];
  /** The submit button: verb and object, "Revoke refresh token". */
  submitLabel: string;
  /** "primary" for costly but harmless acts. */
  tone?: "danger" | "primary";
  /** Typed confirmation: the field's label and the text that must be typed. Leave both out for a plain confirm. */
  confirmLabel?: string;
  expected?: string;
  action: FormAction;
  /** Sent as hidden inputs. The typed text is sent as "confirmation". */
  fields?: Record<string, string>;
  /** Extra inputs, shown above the typed confirmation. */
  children?: ReactNode;
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
