"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { TextareaField } from "@/components/ui/field";
import { MAX_REASON } from "@/lib/portals/care/limits";
import { askReconnectAction } from "./actions";

type AskReconnectProps = {
  portalId: string;
  label: string;
  /** It does not work as it is; while it does, asking is one thing among others. */
  isNeeded: boolean;
};

/** For people who may not reconnect: they ask those who may. */
export function AskReconnect({ portalId, label, isNeeded }: AskReconnectProps) {
  return (
    <ConfirmDialog
      trigger={{ label: "Ask for a reconnect", variant: isNeeded ? "primary" : "secondary" }}
      title={`Ask to reconnect ${label}?`}
      description="Owners and admins see it on the overview until the portal is reconnected or somebody answers."
      submitLabel="Ask for a reconnect"
      tone="primary"
      action={askReconnectAction}
      fields={{ portalId }}
    >
      <TextareaField
        label="Why"
        name="reason"
        rows={3}
        maxLength={MAX_REASON}
        optional
        hint="What the customer says, a ticket's number. No secrets."
      />
    </ConfirmDialog>
  );
}
