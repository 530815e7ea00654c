import { coloursOf } from "@/lib/public-pages/colours";

const PLAIN_COLOUR = "#474d5b";

/** An icon for companies without a logo: their first letter on their colour, as a data address. */
export function plainIcon(name: string, colour: string): string {
  const { fill, ink } = coloursOf(colour || PLAIN_COLOUR).light;
  const letter = /[\p{L}\p{N}]/u.exec(name)?.[0]?.toUpperCase() ?? "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${fill}"/><text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="600" text-anchor="middle" fill="${ink}">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
