import { z } from "zod";
import { ALERT_EVENT_TYPES } from "./event-types";

const MOST_URL = 2_000;

const eventTypes = z
  .array(z.enum(ALERT_EVENT_TYPES, "There is no such event."))
  .transform((types) => [...new Set(types)]);

/** Where messages are posted to. Plain http only leads to what the operator has named (see `assertReceiver`). */
const receiverUrl = z
  .string()
  .trim()
  .min(1, "Enter the address that Portico should send to.")
  .max(MOST_URL, "That address is too long.")
  .refine(
    (text) => parse(text) !== null,
    "That is not a web address. It looks like https://hooks.example.com/portico.",
  )
  .refine(
    (text) => !parse(text)?.username && !parse(text)?.password,
    "Leave user name and password out of the address.",
  )
  .transform((text) => {
    const url = new URL(text);
    url.hash = "";
    return url.href;
  });

function parse(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && ["http:", "https:"].includes(url.protocol) ? url : null;
}

const name = z
  .string()
  .trim()
  .max(80, "Use at most 80 characters.")
  .regex(/^[^\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]*$/u, "Remove the control characters.")
  .default("");

export const addWebhookInput = z.strictObject({ url: receiverUrl, name, eventTypes });
export type AddWebhookInput = z.output<typeof addWebhookInput>;

export const changeWebhookInput = z.strictObject({
  targetId: z.uuid(),
  url: receiverUrl,
  name,
  eventTypes,
});

const timeOfDay = z
  .string()
  .trim()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, "Enter a time like 22:00, or nothing.")
  .transform((text) => {
    const [hours, minutes] = text.split(":").map(Number);
    return hours === undefined || minutes === undefined ? null : hours * 60 + minutes;
  })
  .default(null);

const recipient = {
  name,
  eventTypes,
  quietFrom: timeOfDay,
  quietTo: timeOfDay,
};

const mailAddress = z.email("That is not an e-mail address.").trim().max(254, "That is too long.");

/** Who is told in words: a channel of Slack or what is like it, or somebody's mail. */
export const addRecipientInput = z
  .strictObject({
    kind: z.enum(["slack", "mail"], "Choose how the messages are sent."),
    address: z.string().trim().min(1, "Enter where the messages go."),
    ...recipient,
  })
  .check((ctx) => {
    const { kind, address, quietFrom, quietTo } = ctx.value;
    const parsed =
      kind === "mail" ? mailAddress.safeParse(address) : receiverUrl.safeParse(address);
    const fail = (path: string, message: string) =>
      ctx.issues.push({ code: "custom", input: ctx.value, path: [path], message });
    if (!parsed.success) fail("address", parsed.error.issues[0]?.message ?? "That is no address.");
    if ((quietFrom === null) !== (quietTo === null))
      fail(quietFrom === null ? "quietFrom" : "quietTo", "Enter both times, or none.");
  });
export type AddRecipientInput = z.output<typeof addRecipientInput>;

export const changeRecipientInput = z
  .strictObject({ targetId: z.uuid(), ...recipient })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    path: ["quietTo"],
    message: "Enter both times, or none.",
  });
export type ChangeRecipientInput = z.output<typeof changeRecipientInput>;

export const targetIdInput = z.strictObject({ targetId: z.uuid() });
export const deliveryIdInput = z.strictObject({ deliveryId: z.uuid() });
export const rotateWebhookSecretInput = z.strictObject({
  targetId: z.uuid(),
  overlapHours: z.coerce
    .number()
    .int()
    .min(0)
    .max(24 * 30),
});

const MOST_REPLAYED_DAYS = 30;
export const replayInput = z.strictObject({
  targetId: z.uuid(),
  since: z
    .string()
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "Choose a day.")
    .transform((day) => new Date(`${day}T00:00:00Z`))
    .refine((day) => !Number.isNaN(day.getTime()), "Choose a day.")
    .refine((day) => day.getTime() <= Date.now(), "Choose a day that has begun.")
    .refine(
      (day) => day.getTime() > Date.now() - (MOST_REPLAYED_DAYS + 1) * 24 * 3_600_000,
      `Events are kept for ${MOST_REPLAYED_DAYS} days. Choose a later day.`,
    ),
});

export const degradedMinutesInput = z.strictObject({
  minutes: z.coerce
    .number("Enter a number of minutes.")
    .int("Enter whole minutes.")
    .min(0, "Enter 0 or more minutes.")
    .max(24 * 60, "Enter at most a day: 1440 minutes."),
});
