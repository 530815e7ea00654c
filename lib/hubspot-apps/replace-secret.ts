import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import { AppError } from "@/lib/errors";
import { resumeApp } from "@/lib/portals/app-health";
import { openCredentials } from "./credentials";
import { clientSecretPlace } from "./secret-place";

export interface SecretReplaced {
  fingerprint: string;
  /** False when HubSpot could not be asked; the secret is stored all the same. */
  verified: boolean;
}

/**
 * Replaces an app's client secret. HubSpot is asked first: a secret it refuses never replaces one that may work.
 * @throws AppError not_found, invalid_input when HubSpot refuses the new secret
 */
export async function replaceSecret(
  ctx: Context,
  input: { appId: string; clientSecret: string },
): Promise<SecretReplaced> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app) throw new AppError("not_found");
  const secret = new Secret(input.clientSecret);
  const probe = await ctx.hubspot.probeCredentials({
    ...openCredentials(ctx, app),
    clientSecret: secret,
  });
  if (probe !== "accepted" && probe.kind === "app_credentials") {
    const clientSecret =
      probe.status === "BAD_CLIENT_ID"
        ? "HubSpot does not know the client ID of this app. Correct the client ID first. Nothing was changed."
        : "HubSpot refuses this secret for the client ID of this app. Nothing was changed.";
    throw new AppError("invalid_input", { details: { fields: { clientSecret } }, cause: probe });
  }
  const verified = probe === "accepted";
  const fingerprint = ctx.vault.fingerprint("client_secret", secret);
  await ctx.db.$transaction(async (tx) => {
    await tx.hubSpotApp.update({
      where: { id: app.id },
      data: {
        clientSecretSealed: ctx.vault.seal(clientSecretPlace(app.id), secret),
        clientSecretFingerprint: fingerprint,
        secretReplacedAt: ctx.now(),
        secretReplacedById: ctx.actor.id,
      },
    });
    await resumeApp(tx, app.id);
    const shown = [app.clientSecretFingerprint, fingerprint].map(shortFingerprint);
    await recordEvent(tx, ctx, {
      action: "app.secret_replaced",
      target: { kind: "app", id: app.id, label: app.name },
      appId: app.id,
      changes: { fingerprint: [shown[0], shown[1]] },
      details: { verified },
    });
  });
  return { fingerprint: shortFingerprint(fingerprint), verified };
}
