import "server-only";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import type { QueuedJob } from "@/lib/queue/queue";
import packageJson from "@/package.json";
import { enqueue } from "./hand-out";
import { addressPlace, webhookSecretPlace } from "./places";
import { recordTry, type Tried } from "./record-try";
import { payloadText, type AlertPayload } from "./payload";
import { send } from "./send-messages";
import { sendToReceiver, type Reception } from "./send-to-receiver";
import { signedHeaders } from "./webhook-signature";

const WITH = { event: true, target: true } satisfies Prisma.AlertDeliveryInclude;
type DeliveryRow = Prisma.AlertDeliveryGetPayload<{ include: typeof WITH }>;

/** One try of one delivery to a webhook, as the queue asks for it. */
export async function deliver(ctx: Context, { data }: QueuedJob<"deliver">): Promise<void> {
  const row = await ctx.db.alertDelivery.findUnique({
    where: { id: data.deliveryId },
    include: WITH,
  });
  // Ended meanwhile, or waiting until its target is switched on again.
  if (!row || row.state !== "pending" || row.target.pausedAt) return;
  const now = ctx.now();
  const { restUntil } = row.target;
  const notBefore = new Date(Math.max(row.nextTryAt?.getTime() ?? 0, restUntil?.getTime() ?? 0));
  if (notBefore > now) return comeBack(ctx, row, notBefore);
  const reception = await post(ctx, row);
  const next = await recordTry(ctx, triedOf(row), reception);
  if (next) await comeBack(ctx, { ...row, nextTryAt: next }, next);
}

/** Sends a delivery now and tells at once how it went, for a test. */
export async function deliverNow(ctx: Context, deliveryId: string): Promise<Reception> {
  const row = await ctx.db.alertDelivery.findUniqueOrThrow({
    where: { id: deliveryId },
    include: WITH,
  });
  const reception =
    row.target.kind === "webhook"
      ? await post(ctx, row)
      : await send(ctx, row.target, [row.event.payload as unknown as AlertPayload]);
  await recordTry(ctx, triedOf(row), reception);
  return reception;
}

function triedOf({ id, target, tries }: DeliveryRow): Tried {
  return { target, deliveryIds: [id], tries };
}

async function comeBack(ctx: Context, row: DeliveryRow, at: Date): Promise<void> {
  if (row.nextTryAt?.getTime() !== at.getTime()) {
    const jittered = new Date(at.getTime() + Math.random() * 2_000);
    await ctx.db.alertDelivery.updateMany({
      where: { id: row.id, state: "pending" },
      data: { nextTryAt: jittered },
    });
    at = jittered;
  }
  await enqueue(ctx, [{ id: row.id, kind: "webhook", targetId: row.targetId, nextTryAt: at }]);
}

/** The message in Standard Webhooks' form. */
async function post(ctx: Context, { event, target }: DeliveryRow): Promise<Reception> {
  const body = payloadText(event.payload as unknown as AlertPayload);
  const now = ctx.now();
  const { previousSecretSealed: previous, previousSecretUntil: until } = target;
  const secrets = [
    ...(target.secretSealed
      ? [ctx.vault.open(webhookSecretPlace(target.id), target.secretSealed)]
      : []),
    ...(previous && until && until > now
      ? [ctx.vault.open(webhookSecretPlace(target.id, "previousSecretSealed"), previous)]
      : []),
  ];
  return sendToReceiver({
    url: ctx.vault.open(addressPlace(target.id), target.addressSealed).reveal(),
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": `Portico/${packageJson.version}`,
      ...signedHeaders({ id: `evt_${event.id}`, at: now, body }, secrets),
    },
    allowedReceivers: ctx.env.allowedReceivers,
  });
}
