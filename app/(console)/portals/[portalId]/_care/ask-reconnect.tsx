"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { TextareaField } from "@/components/ui/field";
import { useSay } from "#say";
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
  const say = useSay();
  return (
    <ConfirmDialog
      trigger={{ label: say("Ask for a reconnect"), variant: isNeeded ? "primary" : "secondary" }}
      title={say("Ask to reconnect {portal}?", { portal: label })}
      description={say(
        "Owners and admins see it on the overview until the portal is reconnected or somebody answers.",
      )}
      submitLabel={say("Ask for a reconnect")}
      tone="primary"
      action={askReconnectAction}
      fields={{ portalId }}
    >
      <TextareaField
        label={say("Why")}
        name="reason"
        rows={3}
        maxLength={MAX_REASON}
        optional
        hint={say("What the customer says, a ticket's number. No secrets.")}
      />
    </ConfirmDialog>
  );
}
