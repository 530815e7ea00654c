import "server-only";
import { plainText } from "./plain-text";
import { readAllDocuments } from "./read";

/** A place in the documents that fits a search. */
export interface DocumentHit {
  href: string;
  /** Its heading. */
  title: string;
  /** The document that it stands in. */
  document: string;
  /** A piece of its text around the first word found, in parts: `found` ones are the words searched for. */
  excerpt: { text: string; found: boolean }[];
}

const MAX_WORDS = 8;
const BEFORE = 60;
const EXCERPT = 220;

/** The sections that hold every word, best first: words of a heading count for more than words of a text. */
export async function searchDocuments(text: string, most: number): Promise<DocumentHit[]> {
  const words = [...new Set(text.toLowerCase().split(/[^\p{L}\p{N}_.:/-]+/u))]
    .filter(Boolean)
    .slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const hits: { hit: DocumentHit; score: number }[] = [];
  for (const { slug, title: document, sections } of await readAllDocuments()) {
    for (const { anchor, title, depth, tokens } of sections) {
      const body = plainText(tokens);
      const score = scoreOf(words, `${document} ${title}`.toLowerCase(), body);
      if (score === 0) continue;
      const href = depth === 1 ? `/docs/${slug}` : `/docs/${slug}#${anchor}`;
      hits.push({ hit: { href, title, document, excerpt: excerptOf(body, words) }, score });
    }
  }
  return hits
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ hit }) => hit);
}

/** Where something begins with the word: "id" is no part of "beside". */
function signOf(words: string[]): RegExp {
  const plain = words.map((word) => word.replaceAll(".", "\\."));
  return new RegExp(`(?<![\\p{L}\\p{N}])(${plain.join("|")})`, "giu");
}

/** 0 when a word is missing. */
function scoreOf(words: string[], heading: string, body: string): number {
  let score = 0;
  for (const word of words) {
    const sign = signOf([word]);
    const inHeading = heading.match(sign) !== null;
    const times = body.match(sign)?.length ?? 0;
    if (!inHeading && times === 0) return 0;
    score += (inHeading ? 10 : 0) + Math.min(times, 3);
  }
  const phrase = words.join(" ");
  if (heading.includes(phrase)) score += 10;
  else if (body.toLowerCase().includes(phrase)) score += 4;
  return score;
}

/** Around the words as they were typed, or around the longest of them, which says the most. */
function excerptOf(body: string, words: string[]): DocumentHit["excerpt"] {
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? "";
  const phrase = body.toLowerCase().indexOf(words.join(" "));
  const at = phrase >= 0 ? phrase : Math.max(0, body.search(signOf([longest])));
  const wanted = Math.max(0, at - BEFORE);
  // A whole word at each end.
  const from = wanted === 0 ? 0 : body.indexOf(" ", wanted) + 1;
  const to = body.length <= from + EXCERPT ? body.length : body.lastIndexOf(" ", from + EXCERPT);
  const piece = `${from > 0 ? "… " : ""}${body.slice(from, to)}${to < body.length ? " …" : ""}`;
  return piece
    .split(signOf(words))
    .map((text, index) => ({ text, found: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}
