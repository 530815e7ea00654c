// Client-safe: the languages of the console.
import { LOCALES, pickLocale, PSEUDO_LOCALE, type Locale } from "../words/locales";

/** The pseudo-language is for tests alone: nobody is offered it. */
export type ConsoleLang = Locale | typeof PSEUDO_LOCALE;

/** Languages in which everything can be said; a browser that likes none of them reads English. */
export const COMPLETE: readonly Locale[] = LOCALES;

/** @param value as it is stored of a person; null follows the browser */
export function consoleLang(value: string | null | undefined, accepted?: string): ConsoleLang {
  if (value === PSEUDO_LOCALE) return value;
  const chosen = COMPLETE.find((lang) => lang === value);
  return chosen ?? (pickLocale({ accepted }, COMPLETE) as Locale);
}
