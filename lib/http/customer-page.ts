// Client-safe: the pages that customers read, whose language is settled before they are made.

/** Carries the language from the server's front door to the page, so that both say the same. */
export const LOCALE_HEADER = "x-portico-locale";

export function isCustomerPage(pathname: string): boolean {
  return pathname.startsWith("/install/") || pathname === "/oauth/problem";
}
