/** A page of an object that was looked at: kept in this tab alone, because the names of customers are in it. */
export interface Recent {
  href: string;
  label: string;
}

const KEPT = 6;
const keyOf = (personId: string) => `portico-recent:${personId}`;

/** The objects this person looked at in this tab, the latest first. */
export function readRecent(personId: string): Recent[] {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(personId)) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, KEPT) : [];
  } catch {
    // Storage that is switched off, or that somebody else wrote to: nothing is recent.
    return [];
  }
}

/** Remembers a page, if it is that of a portal or an app. */
export function noteRecent(personId: string, href: string, title: string): void {
  if (!/^\/(portals\/[0-9a-f-]{36}|apps\/(?!new$)[a-z0-9-]+)$/.test(href)) return;
  const label = title.split(" · ")[0]?.trim();
  if (!label) return;
  const others = readRecent(personId).filter((one) => one.href !== href);
  try {
    const next = JSON.stringify([{ href, label }, ...others].slice(0, KEPT));
    window.sessionStorage.setItem(keyOf(personId), next);
  } catch {
    // Storage that is switched off or full: the palette works without.
  }
}

function isRecent(value: unknown): value is Recent {
  const one = value as Partial<Recent> | null;
  return typeof one?.href === "string" && one.href.startsWith("/") && typeof one.label === "string";
}
