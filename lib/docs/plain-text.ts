// Client-safe.
import type { Token } from "marked";

/** What a reader sees of it, without its marks; cells of a table and items of a list are kept apart. */
export function plainText(tokens: Token[]): string {
  return tokens.map(textOf).join("").replace(/\s+/g, " ").trim();
}

function textOf(token: Token): string {
  if (token.type === "table") {
    const rows = [token["header"], ...token["rows"]] as { tokens: Token[] }[][];
    return rows.map((row) => `${row.map((cell) => plainText(cell.tokens)).join(" · ")}. `).join("");
  }
  if (token.type === "list")
    return (token["items"] as { tokens: Token[] }[])
      .map(({ tokens }) => `${plainText(tokens)} `)
      .join("");
  if (token.type === "html" || token.type === "space") return " ";
  if (token.type === "br") return " ";
  if ("tokens" in token && token.tokens) {
    const inner = token.tokens.map(textOf).join("");
    return token.type === "paragraph" || token.type === "heading" ? `${inner} ` : inner;
  }
  return token.type === "code"
    ? `${token["text"]} `
    : String(("text" in token && token.text) || "");
}
