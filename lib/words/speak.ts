// Client-safe and without any catalogue: a catalogue of messages in a voice. Apart from what fills a message, which weighs less.
import {
  fill,
  formOf,
  type Catalogue,
  type Message,
  type Say,
  type TranslationOf,
} from "./message";

/**
 * A voice for one language and one catalogue.
 * @param locale BCP 47; numbers, dates (in UTC), lists and plurals follow it
 */
export function speak<C extends Catalogue>(locale: string, words: TranslationOf<C>): Say<C> {
  return (key, ...[params]) => {
    const values = (params ?? {}) as Record<string, unknown>;
    return fill(locale, formOf(locale, words[key] as Message, values["count"]), values, showMore);
  };
}

/** Says dates (in UTC) and lists. */
export function showMore(locale: string, value: unknown): string | undefined {
  if (value instanceof Date) return dateFormat(locale).format(value);
  return Array.isArray(value) ? new Intl.ListFormat(locale).format(value as string[]) : undefined;
}

function dateFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  });
}
