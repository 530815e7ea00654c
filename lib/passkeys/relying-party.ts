import "server-only";
import { isIP } from "node:net";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";

export interface RelyingParty {
  /** The domain that passkeys are bound to (WebAuthn section 5.4.2). */
  id: string;
  name: string;
  origin: string;
}

/** What passkeys of this console are bound to; null where browsers allow none: at a bare IP address, or without TLS. */
export function relyingPartyOf({ origin }: Pick<Env, "origin">): RelyingParty | null {
  const { hostname, protocol } = new URL(origin);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (isIP(hostname.replace(/^\[|\]$/g, "")) || (protocol !== "https:" && !isLocal)) return null;
  return { id: hostname, name: "Portico", origin };
}

/** @throws AppError conflict where there can be no passkeys */
export function requireRelyingParty(env: Pick<Env, "origin">): RelyingParty {
  const party = relyingPartyOf(env);
  if (!party) throw new AppError("conflict");
  return party;
}
