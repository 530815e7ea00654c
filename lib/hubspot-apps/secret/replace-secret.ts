import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { resumeApp } from "@/lib/portals/refresh/app-health";
import { proveSecret } from "@/lib/portals/refresh/prove-secret";
import { reachApp } from "@/lib/reach/reach";
import { openCredentials } from "./credentials";
import { forgetPreviousUse } from "./previous-use";
import { GRACE_HOURS, type SecretGrace } from "./grace";
import { clientSecretPlace, previousSecretPlace } from "./secret-place";

export interface SecretReplaced {
  fingerprint: string;
  /** False when HubSpot could not be asked; the secret is stored all the same, beside the one before. */
  verified: boolean;
  /** What proved it: a refresh of a stored grant, or a call with a junk one when there is none. */
  provedBy: "grant" | "probe" | null;
  /** Until when the previous secret is tried second; null when it is gone. */
  previousUntil: Date | null;
}

/**
 * Replaces an app's client secret. HubSpot is asked first: a secret it refuses never replaces one that may work, and
 * one it could not be asked about leaves the previous one in reserve, whatever grace time was chosen.
 * @throws AppError not_found, conflict, invalid_input when HubSpot refuses the new secret
 */
export async function replaceSecret(
  given: Context,
  input: { appId: string; clientSecret: string; grace?: SecretGrace },
): Promise<SecretReplaced> {
  const ctx = await reachApp(given, input.appId);
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app) throw new AppError("not_found");
  const secret = new Secret(input.clientSecret);
  const fingerprint = ctx.vault.fingerprint("client_secret", secret);
  // The proving refresh counts as made under the new secret, so the replacement is dated before it.
  const replacedAt = ctx.now();
  const provedBy = await prove(ctx, app, secret);
  const graceHours = provedBy ? GRACE_HOURS[input.grace ?? "now"] : GRACE_HOURS["24h"];
  const previous = previousColumns(ctx, app, fingerprint, graceHours);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.hubSpotApp.updateMany({
      where: { id: app.id, clientSecretFingerprint: app.clientSecretFingerprint },
      data: {
        clientSecretSealed: ctx.vault.seal(clientSecretPlace(app.id), secret),
        clientSecretFingerprint: fingerprint,
        secretReplacedAt: replacedAt,
        secretReplacedById: ctx.actor.id,
        ...previous,
      },
    });
    if (count === 0) throw new AppError("conflict");
    await resumeApp(tx, app.id);
    await forgetPreviousUse(tx, app.id);
    const shown = [app.clientSecretFingerprint, fingerprint].map(shortFingerprint);
    await recordEvent(tx, ctx, {
      action: "app.secret_replaced",
      target: { kind: "app", id: app.id, label: app.name },
      appId: app.id,
      changes: { fingerprint: [shown[0], shown[1]] },
      details: {
        verified: provedBy !== null,
        provedBy,
        previousUntil: previous.previousSecretUntil?.toISOString() ?? null,
      },
    });
  });
  return {
    fingerprint: shortFingerprint(fingerprint),
    verified: provedBy !== null,
    provedBy,
    previousUntil: previous.previousSecretUntil,
  };
}

/** @returns what proved the secret, or null when HubSpot could not be asked. @throws AppError invalid_input when refused */
async function prove(
  ctx: Context,
  app: HubSpotApp,
  secret: Secret,
): Promise<SecretReplaced["provedBy"]> {
  const proof = await proveSecret(ctx, app, secret);
  if (proof === "accepted") return "grant";
  const answer =
    proof === "no_grant"
      ? await ctx.hubspot.probeCredentials({ ...openCredentials(ctx, app), clientSecret: secret })
      : proof;
  if (answer === "accepted") return "probe";
  if (answer.kind === "app_credentials") throw refused(answer);
  return null;
}

function refused(cause: HubSpotError): AppError {
  const clientSecret =
    cause.status === "BAD_CLIENT_ID"
      ? "HubSpot does not know the client ID of this app. Correct the client ID first. Nothing was changed."
      : "HubSpot refuses this secret for the client ID of this app. Nothing was changed.";
  return new AppError("invalid_input", { details: { fields: { clientSecret } }, cause });
}

/** The secret that was in use steps back for the grace time; typing the same one again changes nothing about that. */
function previousColumns(
  ctx: Context,
  app: HubSpotApp,
  newFingerprint: string,
  graceHours: number,
): Pick<HubSpotApp, "previousSecretSealed" | "previousSecretFingerprint" | "previousSecretUntil"> {
  if (newFingerprint === app.clientSecretFingerprint) {
    const { previousSecretSealed, previousSecretFingerprint, previousSecretUntil } = app;
    return { previousSecretSealed, previousSecretFingerprint, previousSecretUntil };
  }
  if (graceHours === 0) {
    return {
      previousSecretSealed: null,
      previousSecretFingerprint: null,
      previousSecretUntil: null,
    };
  }
  const old = ctx.vault.open(clientSecretPlace(app.id), app.clientSecretSealed);
  return {
    previousSecretSealed: ctx.vault.seal(previousSecretPlace(app.id), old),
    previousSecretFingerprint: app.clientSecretFingerprint,
    previousSecretUntil: new Date(ctx.now().getTime() + graceHours * 3_600_000),
  };
}
