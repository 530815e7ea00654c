import "server-only";
import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { anonymousContext } from "@/lib/auth/session";
import { requestFacts } from "@/lib/http/request-facts";
import { LOCALE_HEADER } from "@/lib/http/customer-page";
import { offeredLocales, wishesOf } from "@/lib/http/visitor-locale";
import { logoPath, type Brand } from "@/lib/public-pages/brand";
import { getBrand } from "@/lib/public-pages/settings";
import { customerSay, type CustomerSay } from "@/lib/words/customer-words";
import { LANGUAGE_COOKIE, pickLocale, type AnyLocale } from "@/lib/words/locales";
import { plainIcon } from "./plain-icon";

export interface Visit {
  brand: Brand;
  locale: AnyLocale;
  offered: AnyLocale[];
  say: CustomerSay;
  /** Of this page, with its query. */
  path: string;
}

/** Who a customer's page is from, and in which language it is: read once per request. */
export const getVisit = cache(async (): Promise<Visit> => {
  const brand = await getBrand(await anonymousContext());
  const offered = offeredLocales(brand);
  const given = await headers();
  const { path } = requestFacts(given);
  const settled = offered.find((locale) => locale === given.get(LOCALE_HEADER));
  const search = new URL(path, "http://localhost").searchParams;
  const kept = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  const locale = settled ?? pickLocale(wishesOf(search, given, kept), offered);
  return { brand, locale, offered, say: customerSay(locale), path };
});

/**
 * Title and icon of a customer's page: "Connect to HubSpot · Acme", and the company's picture.
 * @param titleOf the page's own name
 * @param app stands for the company where none was given
 */
export async function customerMetadata(
  titleOf: (say: CustomerSay) => string,
  app = "",
): Promise<Metadata> {
  const { brand, say } = await getVisit();
  const from = brand.company || app;
  const title = titleOf(say);
  const icon = brand.logo ? logoPath(brand.logo) : plainIcon(from, brand.colour);
  return {
    title: { absolute: from ? `${title} · ${from}` : title },
    description: say("install.page"),
    icons: { icon },
  };
}
