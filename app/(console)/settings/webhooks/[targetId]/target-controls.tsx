import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { TargetView } from "@/lib/alerts/queries";
import {
  removeRecipientAction,
  removeTargetAction,
  switchOffAction,
  switchOnAction,
} from "../../_alerts/actions";
import { TestButton } from "../../_alerts/test-button";

/** What can be done with a webhook or recipient as a whole. */
export function TargetControls({ target }: { target: TargetView }) {
  const { id, name, state, kind, waiting } = target;
  const isOff = state === "paused" || state === "switched_off";
  const fields = { targetId: id };
  return (
    <>
      <TestButton targetId={id} />
      {isOff ? (
        <ConfirmDialog
          // Another question is another dialog, not the one before with other words.
          key="on"
          trigger={{ label: "Switch on", size: "sm" }}
          title={`Switch ${name} on?`}
          consequences={[
            "Events from now on are sent there.",
            ...(waiting > 0 ? ["What waited goes out now."] : []),
            "Events of the time in between are not sent by themselves: replay them.",
          ]}
          submitLabel="Switch on"
          tone="primary"
          action={switchOnAction}
          fields={fields}
        />
      ) : (
        <ConfirmDialog
          key="off"
          trigger={{ label: "Pause", variant: "ghost", size: "sm" }}
          title={`Pause ${name}?`}
          consequences={["Nothing is sent there until you switch it on again."]}
          submitLabel="Pause"
          tone="primary"
          action={switchOffAction}
          fields={fields}
        />
      )}
      <ConfirmDialog
        trigger={{ label: "Remove", variant: "ghost", size: "sm" }}
        title={`Remove ${name}?`}
        consequences={[
          "It is told nothing any more.",
          "Its delivery log goes with it; the events stay.",
          ...(kind === "webhook" ? ["Its signing secret cannot be had back."] : []),
        ]}
        submitLabel="Remove"
        action={kind === "webhook" ? removeTargetAction : removeRecipientAction}
        fields={fields}
      />
    </>
  );
}
