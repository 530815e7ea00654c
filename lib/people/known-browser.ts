import "server-only";
import { createHmac } from "node:crypto";
import type { Context } from "@/lib/context";
import { equalInConstantTime, randomToken } from "@/lib/crypto/token";

/** How long a browser stays known after its last sign-in. */
export const BROWSER_MARK_MS = 180 * 24 * 3_600_000;

const FORM = /^([A-Za-z0-9_-]{43})\.(\d{1,15})\.([A-Za-z0-9_-]{43})$/;

type Owner = { id: string; passwordChangedAt: Date | null };
type Clock = Pick<Context, "env" | "now">;

/**
 * A mark for a browser that has just signed in: `id.issuedAt.mac`. It proves nothing but that, for this person and this
 * password: with it, tries are counted for the browser instead of for all strangers (SEC-54).
 */
export function markBrowser(ctx: Clock, person: Owner): string {
  const id = randomToken();
  const issuedAt = String(ctx.now().getTime());
  return `${id}.${issuedAt}.${macOf(ctx, person, id, issuedAt)}`;
}

/**
 * The id of the browser that sent a mark; undefined when the mark is not ours, too old, of another person, or from
 * before the password was changed. Costs the same for an unknown person.
 */
export function knownBrowser(
  ctx: Clock,
  person: Owner | null,
  mark: string | undefined,
): string | undefined {
  const [, id, issuedAt, mac] = FORM.exec(mark ?? "") ?? [];
  if (!id || !issuedAt || !mac) return undefined;
  const expected = macOf(ctx, person ?? { id: "", passwordChangedAt: null }, id, issuedAt);
  const isOurs = equalInConstantTime(mac, expected) && person !== null;
  const ageMs = ctx.now().getTime() - Number(issuedAt);
  return isOurs && ageMs < BROWSER_MARK_MS ? id : undefined;
}

function macOf(ctx: Clock, person: Owner, id: string, issuedAt: string): string {
  const password = person.passwordChangedAt?.getTime() ?? null;
  const key = createHmac("sha256", ctx.env.sessionSecret.reveal()).update("known browser").digest();
  const text = JSON.stringify([person.id, password, id, issuedAt]);
  return createHmac("sha256", key).update(text).digest("base64url");
}
