import { SINGLE_KEYS_KEY } from "@/components/browser-choices";
import { focusPageSearch, moveRow, openNeighbour, toggleRow } from "./row-keys";

/** What a key can ask for beyond the page. */
export interface ShortcutTargets {
  openPalette(): void;
  openHelp(): void;
  go(href: string): void;
}

/** After G. */
export const GO_KEYS = {
  o: { href: "/", label: "Overview" },
  p: { href: "/portals", label: "Portals" },
  a: { href: "/apps", label: "Apps" },
  l: { href: "/activity", label: "Activity log" },
  t: { href: "/team", label: "Team" },
  s: { href: "/settings", label: "Settings" },
} as const;

const G_LASTS_MS = 1_500;

/** Single keys can be switched off, because speech input may type them (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return window.localStorage.getItem(SINGLE_KEYS_KEY) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) window.localStorage.removeItem(SINGLE_KEYS_KEY);
    else window.localStorage.setItem(SINGLE_KEYS_KEY, "off");
  } catch {
    // Storage that is switched off: they stay as they are until the page is left.
  }
}

/** Listens to the keys of the whole page. @returns what ends it */
export function listenToKeys(targets: ShortcutTargets): () => void {
  let pressedGAt = 0;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === "k") {
      event.preventDefault();
      targets.openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || isDialogOpen() || !areSingleKeysOn()) return;
    const isAfterG = Date.now() - pressedGAt < G_LASTS_MS;
    pressedGAt = 0;
    if (isAfterG) {
      const place = key in GO_KEYS ? GO_KEYS[key as keyof typeof GO_KEYS] : undefined;
      if (place) targets.go(place.href);
      if (place) event.preventDefault();
      return;
    }
    if (key === "g") pressedGAt = Date.now();
    else if (act(key, targets)) event.preventDefault();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

/** @returns whether the key meant something */
function act(key: string, targets: ShortcutTargets): boolean {
  if (key === "j") return moveRow(1) || openNeighbour("J");
  if (key === "k") return moveRow(-1) || openNeighbour("K");
  if (key === "x") return toggleRow();
  if (key === "?") targets.openHelp();
  else if (key === "/") {
    if (!focusPageSearch()) targets.openPalette();
  } else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("select, textarea")) return true;
  const input = target.closest("input");
  return input !== null && !["checkbox", "radio", "button", "submit"].includes(input.type);
}

function isDialogOpen(): boolean {
  // A toast calls itself a dialog as well; it takes no keys.
  const open =
    '[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"]:not([aria-modal="false"])';
  return document.querySelector(`${open}, [role="menu"]`) !== null;
}
