import "server-only";
import { randomUUID } from "node:crypto";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import { assertReceiver } from "./assert-receiver";
import { lockTarget, targetOf } from "./lock-target";
import { addressPlace } from "./places";
import type { AddRecipientInput, ChangeRecipientInput } from "./schemas";
import { assertRoom } from "./webhooks";

/**
 * Tells a channel or a person in words from now on.
 * @param timeZone what the quiet hours are in
 * @throws AppError invalid_input for an address that is refused, mail while there is no mail server, or one too many
 */
export async function addRecipient(
  ctx: Context,
  { kind, address, eventTypes, quietFrom, quietTo, ...input }: AddRecipientInput,
  timeZone: string,
): Promise<string> {
  if (kind === "slack") assertSlack(ctx, address);
  else if (!ctx.env.smtpUrl) throw atAddress("No mail server is set: an operator sets SMTP_URL.");
  const id = randomUUID();
  // The path of an incoming webhook is its password.
  const addressShown = kind === "slack" ? `${new URL(address).origin}/…` : address;
  const name = input.name || (kind === "slack" ? new URL(address).host : address);
  await ctx.db.$transaction(async (tx) => {
    await assertRoom(tx, "address");
    await tx.alertTarget.create({
      data: {
        ...{ id, kind, name, eventTypes, quietFrom, quietTo, timeZone, addressShown },
        addressSealed: ctx.vault.seal(addressPlace(id), new Secret(address)),
        createdById: personIdOf(ctx.actor),
        createdAt: ctx.now(),
      },
    });
    await recordEvent(tx, ctx, {
      action: "alert_target.added",
      target: targetOf({ id, name }),
      details: { kind, address: addressShown, events: eventTypes },
    });
  });
  return id;
}

function assertSlack(ctx: Context, address: string): void {
  try {
    assertReceiver(ctx, address);
  } catch (error) {
    const { url } = (error as AppError).details.fields as { url: string };
    throw atAddress(url);
  }
}

function atAddress(words: string): AppError {
  return new AppError("invalid_input", { details: { fields: { address: words } } });
}

/** @throws AppError not_found */
export async function changeRecipient(
  ctx: Context,
  { targetId, ...input }: ChangeRecipientInput,
  timeZone: string,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { name, eventTypes, quietFrom, quietTo, addressShown } = await lockTarget(tx, targetId);
    const after = { ...input, name: input.name || addressShown };
    await tx.alertTarget.update({ where: { id: targetId }, data: { ...after, timeZone } });
    await recordEvent(tx, ctx, {
      action: "alert_target.changed",
      target: targetOf({ id: targetId, name: after.name }),
      changes: changesBetween({ name, eventTypes, quietFrom, quietTo }, after),
    });
  });
  // Messages may have waited for the end of other quiet hours.
  await ctx.queue.add("message", [{ data: { targetId }, onceKey: randomUUID() }]);
}
