import "server-only";
import { z } from "zod";
import type { Env, OidcSettings } from "@/lib/env";
import { AppError } from "@/lib/errors";

const TIMEOUT_MS = 10_000;
/** How long what a provider says about itself is kept, in milliseconds. */
const KEPT_MS = 10 * 60_000;

const document = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  scopes_supported: z.array(z.string()).optional(),
});

/** What a provider says about itself (OpenID Connect Discovery section 3), and what Portico is to it. */
export type Provider = z.output<typeof document> & { settings: OidcSettings };

let kept: { issuer: string; until: number; provider: Promise<Provider> } | undefined;

/**
 * The identity provider, or null where none is set.
 * @throws AppError provider_unavailable when it does not answer, or is another than the one that is set
 */
export async function findProvider({ oidc }: Pick<Env, "oidc">): Promise<Provider | null> {
  if (!oidc) return null;
  const now = performance.now();
  if (!kept || kept.issuer !== oidc.issuer || kept.until < now) {
    const provider = discover(oidc);
    kept = { issuer: oidc.issuer, until: now + KEPT_MS, provider };
    // A failure is not kept: the next one to come asks again.
    provider.catch(() => (kept = undefined));
  }
  return kept.provider;
}

async function discover(settings: OidcSettings): Promise<Provider> {
  const url = `${settings.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const text = await askProvider(url, {});
  const found = document.safeParse(text);
  if (!found.success || found.data.issuer !== settings.issuer)
    throw new AppError("provider_unavailable", {
      message: found.success
        ? `The identity provider calls itself ${found.data.issuer}. Set OIDC_ISSUER to exactly that.`
        : "The identity provider's description of itself could not be read.",
    });
  return { ...found.data, settings };
}

/** One request to the provider. @returns the JSON it answers, or undefined. @throws AppError provider_unavailable */
export async function askProvider(url: string, init: RequestInit): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { ...init, redirect: "error", signal });
    if (answer.status >= 500 || answer.status === 429)
      throw new Error(`it answered ${answer.status}`);
    return await answer.json().catch(() => undefined);
  } catch (cause) {
    throw new AppError("provider_unavailable", { cause });
  }
}
