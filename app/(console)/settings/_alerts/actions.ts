"use server";

import { defineAction } from "@/lib/actions/define-action";
import { setDegradedMinutes } from "@/lib/alerts/degraded-minutes";
import { addRecipient, changeRecipient } from "@/lib/alerts/recipients";
import {
  addRecipientInput,
  addWebhookInput,
  changeRecipientInput,
  changeWebhookInput,
  degradedMinutesInput,
  deliveryIdInput,
  replayInput,
  rotateWebhookSecretInput,
  targetIdInput,
} from "@/lib/alerts/schemas";
import { redeliver, replay, sendTest } from "@/lib/alerts/send-again";
import { removeTarget, switchOff, switchOn } from "@/lib/alerts/switch-target";
import { addWebhook, changeWebhook, rotateWebhookSecret } from "@/lib/alerts/webhooks";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { say } from "@/lib/say/say";

export const addWebhookAction = defineAction({
  permission: "alerts.manage",
  stepUp: true,
  input: addWebhookInput,
  lists: ["eventTypes"],
  async run(ctx, input) {
    const { secret, targetId } = await addWebhook(ctx, input);
    return { data: { secret, targetId } };
  },
});

export const changeWebhookAction = defineAction({
  permission: "alerts.manage",
  stepUp: true,
  input: changeWebhookInput,
  lists: ["eventTypes"],
  async run(ctx, input) {
    await changeWebhook(ctx, input);
    return { message: say("Saved. It holds for events from now on.") };
  },
});

export const addRecipientAction = defineAction({
  permission: "alerts.manage",
  stepUp: true,
  input: addRecipientInput,
  lists: ["eventTypes"],
  async run(ctx, input) {
    await addRecipient(ctx, input, await viewerTimeZone());
    return { message: say("Added. Send a test to see that it arrives.") };
  },
});

export const changeRecipientAction = defineAction({
  permission: "alerts.manage",
  stepUp: true,
  input: changeRecipientInput,
  lists: ["eventTypes"],
  async run(ctx, input) {
    await changeRecipient(ctx, input, await viewerTimeZone());
    return { message: say("Saved. It holds for messages from now on.") };
  },
});

export const sendTestAction = defineAction({
  permission: "alerts.manage",
  input: targetIdInput,
  async run(ctx, { targetId }) {
    return { data: await sendTest(ctx, targetId) };
  },
});

export const rotateWebhookSecretAction = defineAction({
  permission: "alerts.manage",
  stepUp: true,
  input: rotateWebhookSecretInput,
  async run(ctx, input) {
    const { secret, previousUntil } = await rotateWebhookSecret(ctx, input);
    const { overlapHours } = input;
    return { data: { secret, overlapHours, previousUntil: previousUntil.toISOString() } };
  },
});

export const switchOffAction = defineAction({
  permission: "alerts.manage",
  input: targetIdInput,
  async run(ctx, { targetId }) {
    await switchOff(ctx, targetId);
    return { message: say("Nothing is sent there until you switch it on again.") };
  },
});

export const switchOnAction = defineAction({
  permission: "alerts.manage",
  input: targetIdInput,
  async run(ctx, { targetId }) {
    await switchOn(ctx, targetId);
    return { message: say("It is on again. What waited goes out now.") };
  },
});

export const removeTargetAction = defineAction({
  permission: "alerts.manage",
  stepUp: true,
  input: targetIdInput,
  async run(ctx, { targetId }) {
    await removeTarget(ctx, targetId);
    return { redirectTo: "/settings/webhooks" };
  },
});

export const removeRecipientAction = defineAction({
  permission: "alerts.manage",
  stepUp: true,
  input: targetIdInput,
  async run(ctx, { targetId }) {
    await removeTarget(ctx, targetId);
    return { redirectTo: "/settings/notifications" };
  },
});

export const redeliverAction = defineAction({
  permission: "alerts.manage",
  input: deliveryIdInput,
  async run(ctx, { deliveryId }) {
    await redeliver(ctx, deliveryId);
    return { message: say("It is sent again.") };
  },
});

export const replayAction = defineAction({
  permission: "alerts.manage",
  input: replayInput,
  async run(ctx, input) {
    const count = await replay(ctx, input);
    return {
      message:
        count === 0
          ? say("There was no such event since then.")
          : say.count(
              count,
              "{count:number} event is sent again.",
              "{count:number} events are sent again.",
            ),
    };
  },
});

export const setDegradedMinutesAction = defineAction({
  permission: "alerts.manage",
  input: degradedMinutesInput,
  async run(ctx, { minutes }) {
    await setDegradedMinutes(ctx, minutes);
    return { message: say("Saved. It holds for portals that degrade from now on.") };
  },
});
