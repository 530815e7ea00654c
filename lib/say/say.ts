import "server-only";
import { requestScope } from "@/lib/http/request-scope.mjs";
import { PSEUDO_LOCALE, type Locale } from "../words/locales";
import { pseudoCatalogue } from "../words/pseudo";
import { showMore } from "../words/speak";
import { de } from "./de";
import { consoleLang, type ConsoleLang } from "./langs";
import { makeSay, type ConsoleSay, type Sentences } from "./sentence";

/** A sentence of the console, as it stands in English. */
export type Sentence = keyof typeof de;
export type Say = ConsoleSay<Sentence>;

const VOICES = new Map<ConsoleLang, Say>();

/** The voice of one language, for what is written to somebody else than who asks. */
export function sayIn(lang: ConsoleLang): Say {
  const known = VOICES.get(lang);
  if (known) return known;
  const voice = makeSay<Sentence>(lang, sentencesOf(lang), showMore);
  VOICES.set(lang, voice);
  return voice;
}

/** All sentences of a language; none for English. */
export function sentencesOf<Some extends Sentences>(
  lang: ConsoleLang,
  german: Some = de as unknown as Some,
): Sentences | undefined {
  if (lang === "en") return undefined;
  return lang === PSEUDO_LOCALE ? pseudoCatalogue(englishOf(german)) : german;
}

/** The pseudo-language is made of the English sentences, which are the keys. */
function englishOf(german: Sentences): Sentences {
  return Object.fromEntries(
    Object.keys(german).map((text) => [text, text.replace(/\|[a-z]+$/, "")]),
  );
}

/** The language that the browser of this request likes best, of those there are. */
export function browserLang(): Locale {
  return consoleLang(null, requestScope()?.acceptLanguage) as Locale;
}

/** The language of whoever made this request: what they chose, else what their browser likes; English outside of one. */
export function currentLang(): ConsoleLang {
  const scope = requestScope();
  return consoleLang(scope?.lang, scope?.acceptLanguage);
}

/**
 * Says a sentence in the language of whoever made this request. Behind the first look at who that is: a page asks for its
 * permission before it says anything. What is stored, or written to somebody else, is not said with it.
 */
export const say: Say = new Proxy(sayIn("en"), {
  apply: (_english, _this, args: Parameters<Say>) =>
    Reflect.apply(sayIn(currentLang()), undefined, args),
  get: (_english, property) => Reflect.get(sayIn(currentLang()), property) as unknown,
});
