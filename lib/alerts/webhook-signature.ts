import "server-only";
import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { Secret } from "@/lib/crypto/secret";

const PREFIX = "whsec_";
/** Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

/** A new key for signatures, as receivers configure it: `whsec_` and base64. */
export function makeWebhookSecret(): Secret {
  return new Secret(PREFIX + randomBytes(SECRET_BYTES).toString("base64"));
}

/**
 * The headers of a signed message (Standard Webhooks 1.0): `webhook-id` stays the same when it is sent again. While a
 * secret is being rotated, every one that still counts signs.
 */
export function signedHeaders(
  { id, at, body }: { id: string; at: Date; body: string },
  secrets: Secret[],
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret.reveal()).sign(id, at, body));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signatures.join(" "),
  };
}
