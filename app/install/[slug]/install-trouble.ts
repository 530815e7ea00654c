import { headers } from "next/headers";
import { isAppError } from "@/lib/errors";
import { LOCALE_HEADER } from "@/lib/http/customer-page";
import { customerSay } from "@/lib/words/customer-words";
import { LOCALES, PSEUDO_LOCALE, type AnyLocale } from "@/lib/words/locales";

/** Why the way to HubSpot did not open, for a customer. It asks no database: that may be what is away. */
export async function installTrouble(error: unknown): Promise<string> {
  const settled = (await headers()).get(LOCALE_HEADER);
  const known: AnyLocale[] = [...LOCALES, PSEUDO_LOCALE];
  const say = customerSay(known.find((one) => one === settled) ?? "en");
  if (isAppError(error, "not_found")) return say("install.gone");
  if (!isAppError(error, "rate_limited")) return say("install.failed");
  const seconds = Number(error.details.retryAfterSeconds ?? 60);
  return say("install.tooMany", { count: Math.max(1, Math.ceil(seconds / 60)) });
}
