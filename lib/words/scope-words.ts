import german from "./scopes/de.json" with { type: "json" };
import { PSEUDO_LOCALE, type AnyLocale } from "./locales";
import { pseudoText } from "./pseudo";

const GERMAN: Record<string, string> = german;

/**
 * What a scope means, in a customer's language.
 * @param meaning the catalogue's own words, in English; undefined for a scope that it does not know
 */
export function scopeMeaning(
  locale: AnyLocale,
  name: string,
  meaning: string | undefined,
): string | undefined {
  if (meaning === undefined || locale === "en") return meaning;
  if (locale === PSEUDO_LOCALE) return pseudoText(meaning);
  return Object.hasOwn(GERMAN, name) ? GERMAN[name] : meaning;
}
