import "server-only";
import { getEnv } from "@/lib/env";
import { isLoopback } from "@/lib/hubspot/origins.mjs";
import { logger } from "@/lib/logger";
import { NO_BRAND, type Brand } from "@/lib/public-pages/brand";
import { getBrand } from "@/lib/public-pages/settings";
import { createContext } from "@/lib/resources";
import { PSEUDO_LOCALE, type AnyLocale, type Wishes } from "@/lib/words/locales";

/** The languages a customer may choose from. The pseudo-locale goes with a simulated HubSpot: in tests and development. */
export function offeredLocales({ locales }: Pick<Brand, "locales">): AnyLocale[] {
  const isSimulated = isLoopback(new URL(getEnv().hubspotApiUrl));
  return isSimulated ? [...locales, PSEUDO_LOCALE] : locales;
}

/** The languages offered, read outside of any page; those of the standard while the database is away. */
export async function readOfferedLocales(): Promise<AnyLocale[]> {
  try {
    const ctx = await createContext({ kind: "anonymous", label: "Not signed in" });
    return offeredLocales(await getBrand(ctx));
  } catch (error) {
    // The page meets the same trouble and says so.
    logger.warn({ err: error }, "languages not read");
    return offeredLocales(NO_BRAND);
  }
}

/**
 * What a visitor wishes, from their request.
 * @param search the query of the address
 */
export function wishesOf(search: URLSearchParams, headers: Headers, cookie?: string): Wishes {
  return { asked: search.get("lang"), kept: cookie, accepted: headers.get("accept-language") };
}
