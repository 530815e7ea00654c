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
      const score = scoreOf(words, `${document} ${title}`.toLowerCase(), body.toLowerCase());
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

/** 0 when a word is missing. */
function scoreOf(words: string[], heading: string, body: string): number {
  let score = 0;
  for (const word of words) {
    const inHeading = heading.includes(word);
    const times = body.split(word).length - 1;
    if (!inHeading && times === 0) return 0;
    score += (inHeading ? 10 : 0) + Math.min(times, 3);
  }
  const phrase = words.join(" ");
  if (heading.includes(phrase)) score += 10;
  else if (body.includes(phrase)) score += 4;
  return score;
}

function excerptOf(body: string, words: string[]): DocumentHit["excerpt"] {
  const lower = body.toLowerCase();
  const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0));
  const wanted = Number.isFinite(first) ? Math.max(0, first - BEFORE) : 0;
  // A whole word at each end.
  const from = wanted === 0 ? 0 : body.indexOf(" ", wanted) + 1;
  const to = body.length <= from + EXCERPT ? body.length : body.lastIndexOf(" ", from + EXCERPT);
  const piece = `${from > 0 ? "… " : ""}${body.slice(from, to)}${to < body.length ? " …" : ""}`;
  const sign = new RegExp(`(${words.map((word) => word.replaceAll(".", "\\.")).join("|")})`, "gi");
  return piece
    .split(sign)
    .map((part, index) => ({ text: part, found: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}
