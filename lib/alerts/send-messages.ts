import "server-only";
import type { Context } from "@/lib/context";
import type { AlertTarget } from "@/lib/db/generated/client";
import type { QueuedJob } from "@/lib/queue/queue";
import { compose } from "./compose";
import { slackBody } from "./message-forms";
import { afterQuietHours, GATHER_MS } from "./message-time";
import type { AlertPayload } from "./payload";
import { addressPlace } from "./places";
import { recordTry } from "./record-try";
import { sendMail } from "./send-mail";
import { sendToReceiver, type Reception } from "./send-to-receiver";

/** While a message is on its way nobody else sends it; afterwards it is looked at again. */
const ON_ITS_WAY_MS = 90_000;
/** Events in one message. */
const MOST = 10_000;

/**
 * Everything that waits for a person or channel, in one message. Of two servers that do this at once each event is in the
 * message of one.
 */
export async function sendMessages(ctx: Context, { data }: QueuedJob<"message">): Promise<void> {
  const target = await ctx.db.alertTarget.findUnique({ where: { id: data.targetId } });
  if (!target || target.pausedAt) return;
  const now = ctx.now();
  const mayAt = afterQuietHours(target, now);
  if (mayAt > now) return comeBack(ctx, target.id, mayAt);
  const ids = await claim(ctx, target.id, now);
  if (ids.length > 0) {
    const rows = await ctx.db.alertDelivery.findMany({
      where: { id: { in: ids } },
      include: { event: true },
      orderBy: { event: { seq: "asc" } },
    });
    const payloads = rows.map(({ event }) => event.payload as unknown as AlertPayload);
    const reception = await send(ctx, target, payloads);
    if (reception.isAccepted)
      await ctx.db.alertTarget.update({ where: { id: target.id }, data: { lastMessageAt: now } });
    const tries = Math.max(...rows.map((row) => row.tries));
    await recordTry(ctx, { target, deliveryIds: ids, tries }, reception);
  }
  const next = await ctx.db.alertDelivery.findFirst({
    where: { targetId: target.id, state: "pending" },
    orderBy: { nextTryAt: "asc" },
    select: { nextTryAt: true },
  });
  if (next?.nextTryAt) await comeBack(ctx, target.id, next.nextTryAt);
}

async function claim({ db }: Context, targetId: string, now: Date): Promise<string[]> {
  const due = new Date(now.getTime() + GATHER_MS);
  const until = new Date(now.getTime() + ON_ITS_WAY_MS);
  const rows = await db.$queryRaw<{ id: string }[]>`
    UPDATE "AlertDelivery" SET "nextTryAt" = ${until} WHERE "id" IN (
      SELECT "id" FROM "AlertDelivery" WHERE "targetId" = ${targetId}::uuid AND "state" = 'pending'
        AND "nextTryAt" <= ${due} ORDER BY "createdAt" LIMIT ${MOST} FOR UPDATE SKIP LOCKED)
    RETURNING "id"`;
  return rows.map(({ id }) => id);
}

async function comeBack(ctx: Context, targetId: string, at: Date): Promise<void> {
  await ctx.queue.add("message", [{ data: { targetId }, startAfter: at }]);
}

/** One message to one target, whatever it takes. */
export async function send(
  ctx: Context,
  target: Pick<AlertTarget, "id" | "kind" | "addressSealed">,
  payloads: AlertPayload[],
): Promise<Reception> {
  const address = ctx.vault.open(addressPlace(target.id), target.addressSealed).reveal();
  const message = compose(payloads);
  if (target.kind === "mail") return sendMail(ctx, address, message);
  return sendToReceiver({
    url: address,
    headers: { "content-type": "application/json" },
    body: slackBody(message),
    allowedReceivers: ctx.env.allowedReceivers,
  });
}
