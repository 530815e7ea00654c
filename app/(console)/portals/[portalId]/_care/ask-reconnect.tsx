"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TextareaField } from "@/components/ui/field";
import { MAX_REASON } from "@/lib/portals/care/limits";
import { askReconnectAction } from "./actions";

/** For people who may not reconnect: they ask those who may. */
export function AskReconnect({ portalId, label }: { portalId: string; label: string }) {
  return (
    <ConfirmDialog
      trigger={{ label: "Ask for a reconnect", variant: "primary" }}
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
