import "server-only";
import { randomUUID } from "node:crypto";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assertReceiver } from "./assert-receiver";
import { lockTarget, targetOf } from "./lock-target";
import { addressPlace, webhookSecretPlace } from "./places";
import type { AddWebhookInput } from "./schemas";
import { makeWebhookSecret } from "./webhook-signature";
import { say } from "@/lib/say/say";

const HOUR_MS = 3_600_000;
/** More would be a mistake: each event goes to every one of them. */
const MOST_TARGETS = 50;

export interface NewWebhook {
  targetId: string;
  /** Shown once; receivers check signatures with it. */
  secret: string;
}

/** Makes a webhook. @throws AppError invalid_input for an address that is refused, or one too many */
export async function addWebhook(ctx: Context, input: AddWebhookInput): Promise<NewWebhook> {
  assertReceiver(ctx, input.url);
  const [id, secret] = [randomUUID(), makeWebhookSecret()];
  const { name, eventTypes } = { ...input, name: input.name || new URL(input.url).host };
  await ctx.db.$transaction(async (tx) => {
    await assertRoom(tx, "url");
    await tx.alertTarget.create({
      data: {
        id,
        kind: "webhook",
        name,
        eventTypes,
        addressSealed: ctx.vault.seal(addressPlace(id), new Secret(input.url)),
        addressShown: shownAddress(input.url),
        secretSealed: ctx.vault.seal(webhookSecretPlace(id), secret),
        createdById: personIdOf(ctx.actor),
        createdAt: ctx.now(),
      },
    });
    await recordEvent(tx, ctx, {
      action: "alert_target.added",
      target: targetOf({ id, name }),
      details: { kind: "webhook", address: shownAddress(input.url), events: eventTypes },
    });
  });
  return { targetId: id, secret: secret.reveal() };
}

/** @throws AppError invalid_input at a field when there are too many */
export async function assertRoom(tx: DbTransaction, field: string): Promise<void> {
  if ((await tx.alertTarget.count()) < MOST_TARGETS) return;
  const words = say(
    "There are {most:number} webhooks and recipients already. Remove one that is no longer needed.",
    { most: MOST_TARGETS },
  );
  throw new AppError("invalid_input", { details: { fields: { [field]: words } } });
}

/** An address without its query, where some receivers want a password. */
export function shownAddress(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search ? "?…" : ""}`;
}

/** @throws AppError not_found; invalid_input for an address that is refused */
export async function changeWebhook(
  ctx: Context,
  { targetId, ...input }: AddWebhookInput & { targetId: string },
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const before = await lockTarget(tx, targetId);
    // The field shows no query: an address that was not typed anew stays as it is.
    const isSame = input.url === new URL(before.addressShown).href;
    if (!isSame) assertReceiver(ctx, input.url);
    const name = input.name || new URL(input.url).host;
    const after = {
      name,
      eventTypes: input.eventTypes,
      addressShown: isSame ? before.addressShown : shownAddress(input.url),
    };
    await tx.alertTarget.update({
      where: { id: targetId },
      data: {
        ...after,
        ...(!isSame && {
          addressSealed: ctx.vault.seal(addressPlace(targetId), new Secret(input.url)),
        }),
      },
    });
    const changes = changesBetween(
      { name: before.name, eventTypes: before.eventTypes, addressShown: before.addressShown },
      after,
    );
    await recordEvent(tx, ctx, {
      action: "alert_target.changed",
      target: targetOf({ id: targetId, name }),
      changes,
    });
  });
}

/**
 * Gives a webhook a new secret. For `overlapHours` messages carry a signature of the old one too, so that receivers can
 * be moved; one from a rotation before that ends now.
 * @throws AppError not_found
 */
export async function rotateWebhookSecret(
  ctx: Context,
  { targetId, overlapHours }: { targetId: string; overlapHours: number },
): Promise<NewWebhook & { previousUntil: Date }> {
  const secret = makeWebhookSecret();
  const previousUntil = new Date(ctx.now().getTime() + overlapHours * HOUR_MS);
  await ctx.db.$transaction(async (tx) => {
    const row = await lockTarget(tx, targetId);
    const old = row.secretSealed && ctx.vault.open(webhookSecretPlace(targetId), row.secretSealed);
    await tx.alertTarget.update({
      where: { id: targetId },
      data: {
        secretSealed: ctx.vault.seal(webhookSecretPlace(targetId), secret),
        previousSecretSealed:
          old && overlapHours > 0
            ? ctx.vault.seal(webhookSecretPlace(targetId, "previousSecretSealed"), old)
            : null,
        previousSecretUntil: overlapHours > 0 ? previousUntil : null,
      },
    });
    await recordEvent(tx, ctx, {
      action: "alert_target.secret_rotated",
      target: targetOf(row),
      details: { previousUntil: previousUntil.toISOString() },
    });
  });
  return { targetId, secret: secret.reveal(), previousUntil };
}
