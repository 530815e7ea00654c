import type { APIRequestContext } from "@playwright/test";

/** A page as the server sent it, without a browser: for what no script and no style decides. */
export interface ReadPage {
  status: number;
  /** After all redirects. */
  url: URL;
  heading: string;
  /** All words of the page, markup and scripts removed. */
  text: string;
  /** The words of every link. */
  links: string[];
}

/** Asks for an address as a navigating browser does, follows redirects, and reads what is there. */
export async function readPage(request: APIRequestContext, address: string): Promise<ReadPage> {
  const answer = await request.get(address, { headers: { accept: "text/html" } });
  const html = await answer.text();
  const inside = (pattern: RegExp) =>
    [...html.matchAll(pattern)].map(([, part = ""]) => words(part));
  return {
    status: answer.status(),
    url: new URL(answer.url()),
    heading: inside(/<h1[^>]*>([\s\S]*?)<\/h1>/g)[0] ?? "",
    text: words(html),
    links: inside(/<a\s[^>]*>([\s\S]*?)<\/a>/g),
  };
}

const ENTITIES: Record<string, string> = {
  "&#x27;": "'",
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

function words(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;|&quot;|&lt;|&gt;|&amp;/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
