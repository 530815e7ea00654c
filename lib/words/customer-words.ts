import { de } from "./customer/de";
import { en } from "./customer/en";
import { PSEUDO_LOCALE, type AnyLocale } from "./locales";
import { type Say, type TranslationOf } from "./message";
import { speak } from "./speak";
import { pseudoCatalogue } from "./pseudo";

export type CustomerSay = Say<typeof en>;
export type CustomerKey = keyof typeof en;

const BY_LOCALE: Record<AnyLocale, () => TranslationOf<typeof en>> = {
  en: () => en,
  de: () => de,
  [PSEUDO_LOCALE]: () => pseudoCatalogue(en),
};

/** The words of the pages for customers, in one language. For the server: a client component gets sentences, not this. */
export function customerSay(locale: AnyLocale): CustomerSay {
  return speak<typeof en>(locale, BY_LOCALE[locale]());
}
