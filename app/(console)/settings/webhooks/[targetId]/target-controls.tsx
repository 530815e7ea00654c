import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { TargetView } from "@/lib/alerts/queries";
import { say } from "@/lib/say/say";
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
          trigger={{ label: say("Switch on"), size: "sm" }}
          title={say("Switch {name} on?", { name })}
          consequences={[
            say("Events from now on are sent there."),
            ...(waiting > 0 ? [say("What waited goes out now.")] : []),
            say("Events of the time in between are not sent by themselves: replay them."),
          ]}
          submitLabel={say("Switch on")}
          tone="primary"
          action={switchOnAction}
          fields={fields}
        />
      ) : (
        <ConfirmDialog
          key="off"
          trigger={{ label: say("Pause"), variant: "ghost", size: "sm" }}
          title={say("Pause {name}?", { name })}
          consequences={[say("Nothing is sent there until you switch it on again.")]}
          submitLabel={say("Pause")}
          tone="primary"
          action={switchOffAction}
          fields={fields}
        />
      )}
      <ConfirmDialog
        trigger={{ label: say("Remove"), variant: "ghost", size: "sm" }}
        title={say("Remove {name}?", { name })}
        consequences={[
          say("It is told nothing any more."),
          say("Its delivery log goes with it; the events stay."),
          ...(kind === "webhook" ? [say("Its signing secret cannot be had back.")] : []),
        ]}
        submitLabel={say("Remove")}
        action={kind === "webhook" ? removeTargetAction : removeRecipientAction}
        fields={fields}
      />
    </>
  );
}
