// Client-safe.
import type { Token, Tokens } from "marked";
import { plainText } from "./plain-text";

/** A heading and what stands below it, to the next heading. */
export interface DocumentSection {
  /** As GitHub makes it, so that links of the files work in both places. */
  anchor: string;
  title: string;
  /** 1 is the document's own heading. */
  depth: number;
  tokens: Token[];
}

/** The anchor of a heading that is the first of its words. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

/** Cuts a document at its headings. A second heading of the same words gets a number, as at GitHub. */
export function sectionsOf(tokens: Token[]): DocumentSection[] {
  const seen = new Map<string, number>();
  const sections: DocumentSection[] = [];
  for (const token of tokens) {
    if (token.type === "heading") {
      const { depth, tokens: inner = [] } = token as Tokens.Heading;
      const title = plainText(inner);
      const plain = anchorOf(title);
      const times = seen.get(plain) ?? 0;
      seen.set(plain, times + 1);
      const anchor = times === 0 ? plain : `${plain}-${times}`;
      sections.push({ anchor, title, depth, tokens: [] });
    } else sections.at(-1)?.tokens.push(token);
  }
  return sections;
}
