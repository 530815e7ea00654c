import "server-only";
import type { Message } from "../words/message";
import { de } from "./de";
import { say, sentencesOf, type Say, type Sentence } from "./say";

/** What is stored with values in it. */
const FORMS = [
  "HubSpot says that the token belongs to Hub {about}, not to the Hub ID of the file.",
  "The same token stands on line {about}.",
  "Line {about} has another token of the same portal.",
  "Too many tries. Wait {count:number} hours, then try again.",
  "Too many tries. Wait {count:number} minutes, then try again.",
  "Too many tries. Wait {count:number} seconds, then try again.",
  "Waiting until every server has the key {id}",
  "Waiting until every server seals under {id}",
  "Sealing everything under {id}",
  "Everything is sealed under {id}.",
  "{count:number} that no loaded key opens stayed as they are.",
  "There is no key {id}. See: portico keys status.",
  "There is only the key {id}. Add another first: portico keys add.",
  "{servers}: {wanted} there. Bring its key file up to date (or restart it, where the keys come from a variable), then do this again. Nothing is lost; what was done stays done.",
  "the key {id} is not loaded",
  "{id} is not the first key",
  "{id} is still the first key",
  "The file could not be written ({code}).",
  "on {when} the log reached line {line}; it was set back",
] as const satisfies readonly Sentence[];

/**
 * Says what was stored in English, such as how a row of a job went: sentence by sentence, the values in them as they are.
 * What nobody has a translation of stays as it is.
 * @param tell of whoever reads it, when that is not who makes this request
 */
export function sayStored(text: string, tell: Say = say): string {
  const sentences = sentencesOf(tell.lang, de);
  if (!sentences) return text;
  const pieces = text.split(/(?<=[.!?]) (?=[A-Z0-9])/);
  const said: string[] = [];
  for (let from = 0; from < pieces.length;) {
    const { words, taken } = longestFrom(pieces.slice(from), sentences, tell);
    said.push(words);
    from += taken;
  }
  return said.join(" ");
}

/** Sentences that stand together in the catalogue, at most. */
const LONGEST = 4;

type Known = Readonly<Record<string, Message>>;

function longestFrom(pieces: string[], known: Known, tell: Say): { words: string; taken: number } {
  for (let taken = Math.min(pieces.length, LONGEST); taken > 0; taken--) {
    const words = sayWhole(pieces.slice(0, taken).join(" "), known, tell);
    if (words !== undefined) return { words, taken };
  }
  return { words: pieces[0] ?? "", taken: 1 };
}

function sayWhole(text: string, known: Known, tell: Say): string | undefined {
  if (Object.hasOwn(known, text)) return tell.any(text);
  for (const [form, pattern] of PATTERNS) {
    const values = pattern.exec(text)?.groups;
    if (values) return fillIn(form, values, known, tell);
  }
  return undefined;
}

const SLOT = /\\\{([A-Za-z]+)(?::number)?\\\}/g;

function patternOf(form: string): RegExp {
  const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // No value reaches into the next sentence. A count of one has its own English form: only the noun differs.
  const slots = escaped.replace(SLOT, "(?<$1>(?:(?!\\. ).)+?)");
  return new RegExp(`^${slots.replace("s, then", "s?, then")}$`);
}

/** Forms with the pattern of what was made of them. */
const PATTERNS = FORMS.map((form): [Sentence, RegExp] => [form, patternOf(form)]);

function fillIn(form: Sentence, values: Record<string, string>, known: Known, tell: Say): string {
  const { count, ...others } = values;
  // What a server lacks is a sentence in a sentence.
  if (others.wanted) others.wanted = sayWhole(others.wanted, known, tell) ?? others.wanted;
  if (count !== undefined) return tell.count(Number(count), form, form, others);
  return tell.any(form).replace(/\{([A-Za-z]+)\}/g, (slot, name: string) => others[name] ?? slot);
}
