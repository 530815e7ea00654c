import "server-only";
import type { IncomingMessage } from "node:http";
import type { ApiPermission } from "@/lib/api-keys/permissions";
import { isKeyText } from "@/lib/api-keys/key-text";
import { sha256 } from "@/lib/crypto/token";
import { Problem, type ProblemCode } from "./problems";
import type { Knowledge, KeyState, PortalFacts } from "./read-statement";

/**
 * The hash of the key that a request brings (RFC 6750 section 2.1).
 * @throws Problem missing_key; invalid_key for a text that no key of ours has, without asking the database
 */
export function keyHashOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const found = /^Bearer +([^\s]+) *$/i.exec(headers.authorization ?? "")?.[1];
  if (!found) throw unauthorized("missing_key");
  if (!isKeyText(found)) throw unauthorized("invalid_key");
  return sha256(found);
}

const REFUSED: Record<Exclude<KeyState, "good">, ProblemCode> = {
  unknown: "invalid_key",
  revoked: "revoked_key",
  rotated_away: "revoked_key",
  expired: "expired_key",
};

/** @throws Problem invalid_key, revoked_key, expired_key */
export function assertGood({ state }: Knowledge["key"]): void {
  if (state !== "good") throw unauthorized(REFUSED[state]);
}

/** @throws Problem invalid_key, revoked_key, expired_key, insufficient_scope */
export function assertMay(key: Knowledge["key"], wanted: ApiPermission): void {
  assertGood(key);
  const { permissions } = key;
  if (permissions.includes(wanted)) return;
  throw new Problem("insufficient_scope", {
    detail: `It needs ${wanted}.`,
    requiredPermission: wanted,
    headers: {
      "www-authenticate": `Bearer realm="Portico", error="insufficient_scope", scope="${wanted}"`,
    },
  });
}

/**
 * The one portal that a call is about, among those with its Hub ID.
 * @throws Problem unknown_portal, the same whether there is none or the key is not for it; app_required
 */
export function choosePortal(portals: PortalFacts[]): PortalFacts {
  const allowed = portals.filter(({ isAllowed }) => isAllowed);
  const [only, ...more] = allowed;
  if (!only) throw new Problem("unknown_portal", { isBeyondKey: portals.length > 0 });
  if (more.length === 0) return only;
  const slugs = allowed.map(({ appSlug }) => appSlug).sort();
  throw new Problem("app_required", { detail: `It is one of: ${slugs.join(", ")}.` });
}

function unauthorized(code: ProblemCode): Problem {
  const error = code === "missing_key" ? "" : ', error="invalid_token"';
  return new Problem(code, { headers: { "www-authenticate": `Bearer realm="Portico"${error}` } });
}
