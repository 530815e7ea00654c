// Client-safe: the languages there are, and which of them a visitor reads.

export const LOCALES = ["en", "de"] as const;
export type Locale = (typeof LOCALES)[number];

/** English made longer and strange, to see what does not fit and what was forgotten; never offered to customers. */
export const PSEUDO_LOCALE = "en-XA";
export type AnyLocale = Locale | typeof PSEUDO_LOCALE;

/** Each in its own words, as a switch shows them. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", de: "Deutsch" };

/** Remembers what was chosen with `?lang=`. */
export const LANGUAGE_COOKIE = "language";

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

export interface Wishes {
  /** `?lang=` of this address. */
  asked?: string | null;
  /** The cookie of an earlier choice. */
  kept?: string | null;
  /** The header Accept-Language. */
  accepted?: string | null;
}

/**
 * The language for a visitor: what the address asks for, else what was chosen before, else what the browser likes best,
 * else the first one offered.
 * @param offered never empty
 */
export function pickLocale(
  { asked, kept, accepted }: Wishes,
  offered: readonly AnyLocale[],
): AnyLocale {
  const named = (value?: string | null) => offered.find((locale) => locale === value);
  return named(asked) ?? named(kept) ?? bestOf(accepted ?? "", offered) ?? offered[0] ?? "en";
}

/** The longest header that is read: real ones have some dozens of characters. */
const HEADER_MAX = 500;

/** RFC 9110 section 12.5.4 with the lookup of RFC 4647 section 3.4: `de-AT` finds `de`; a weight of 0 means never. */
function bestOf(header: string, offered: readonly AnyLocale[]): AnyLocale | undefined {
  const ranges = header
    .slice(0, HEADER_MAX)
    .split(",")
    .map((part) => {
      const [range = "", ...rest] = part.split(";").map((piece) => piece.trim().toLowerCase());
      const weight = rest.find((piece) => piece.startsWith("q="));
      return { range, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ range, weight }) => range !== "" && weight >= 0 && weight <= 1);
  const refused = new Set(ranges.filter(({ weight }) => weight === 0).map(({ range }) => range));
  const liked = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { range } of liked) {
    const found = offered.find((locale) => {
      const name = locale.toLowerCase();
      if (refused.has(name)) return false;
      return range === "*" || range === name || range.startsWith(`${name}-`);
    });
    if (found) return found;
  }
  return undefined;
}
