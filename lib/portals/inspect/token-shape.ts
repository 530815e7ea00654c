import type { TokenTypeHint } from "@/lib/hubspot/client";

/** What a pasted string looks like, as far as its form tells (facts, section 3). */
export type TokenShape =
  | { kind: "token"; first: TokenTypeHint }
  | { kind: "private_app" | "code_url" | "jwt" | "portico" };

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Region and UUID; older refresh tokens are a bare UUID. Authorization codes look the same. */
const REFRESH = new RegExp(`^(?:[a-z]{2,4}\\d-)?${UUID}$`, "i");

/** Takes off what is often copied along: quotes, a trailing comma, "Bearer", a JSON or form field name. */
export function tidyToken(pasted: string): string {
  return pasted
    .trim()
    .replace(/^authorization:\s*/i, "")
    .replace(/^["']?(?:access_token|refresh_token)["']?\s*[:=]\s*/i, "")
    .replace(/^bearer\s+/i, "")
    .replace(/^["']+|["',;]+$/g, "");
}

/** Only the form is read: what is certainly no OAuth token is named, everything else is asked at HubSpot. */
export function shapeOf(token: string): TokenShape {
  if (/^pat-[a-z]{2,4}\d-/i.test(token)) return { kind: "private_app" };
  if (/^https?:\/\//i.test(token) || /[?&]code=/.test(token)) return { kind: "code_url" };
  if (/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return { kind: "jwt" };
  if (/^ptc_/.test(token) || /^p1\.[\w-]+\./.test(token)) return { kind: "portico" };
  return { kind: "token", first: REFRESH.test(token) ? "refresh_token" : "access_token" };
}
