import type { BrowserSay } from "@/components/words/say-provider";
import type { Found } from "@/lib/find/found";
import { matchPlaces, type Place } from "./places";
import type { Recent } from "./recent";

/** One line of the palette. */
export interface PaletteItem {
  id: string;
  label: string;
  detail?: string;
  kind: "portal" | "app" | "event" | "document" | "recent" | "place" | "act";
  status?: Found["status"];
  /** Where it leads; without one it is an act. */
  href?: string;
  refresh?: { portalId: string; seenVersion: number };
}

export interface PaletteGroup {
  title: string;
  items: PaletteItem[];
}

const KIND_TITLES = {
  event: "Activity",
  portal: "Portals",
  app: "Apps",
  document: "Documentation",
} as const;
const PLACES_SHOWN = 6;

/** What stands in the palette: recent things first while nothing is typed, then what was found, and what it allows. */
export function paletteGroups(
  text: string,
  places: Place[],
  recent: Recent[],
  found: Found[],
  say: BrowserSay,
): PaletteGroup[] {
  const groups: PaletteGroup[] = text === "" ? recentGroups(recent, say) : foundGroups(found, say);
  const matching = matchPlaces(places, text);
  for (const kind of ["Do", "Go to"] as const) {
    const items = matching
      .filter(({ group }) => group === kind)
      .slice(0, text === "" ? undefined : PLACES_SHOWN)
      .map(({ label, href }): PaletteItem => ({
        id: `${kind} ${href}`,
        label,
        href,
        kind: "place",
      }));
    groups.push({ title: say(kind), items });
  }
  // What can be read about it comes after what can be done.
  groups.push(groupOf("document", text === "" ? [] : found, say));
  return groups.filter(({ items }) => items.length > 0);
}

function recentGroups(recent: Recent[], say: BrowserSay): PaletteGroup[] {
  const items = recent.map(({ href, label }): PaletteItem => ({
    id: `recent ${href}`,
    label,
    href,
    kind: "recent",
  }));
  return [{ title: say("Recent"), items }];
}

function groupOf(kind: keyof typeof KIND_TITLES, found: Found[], say: BrowserSay): PaletteGroup {
  const items = found
    .filter((one) => one.kind === kind)
    .map(({ href, label, detail, status }, index) => ({
      id: `${kind} ${index} ${href}`,
      kind,
      href,
      label,
      detail,
      status,
    }));
  return { title: say(KIND_TITLES[kind]), items };
}

function foundGroups(found: Found[], say: BrowserSay): PaletteGroup[] {
  const groups = (["event", "portal", "app"] as const).map((kind) => groupOf(kind, found, say));
  // Acts on the first thing alone: with several there would be no telling whose they are.
  const best = found.find(({ acts }) => acts.length > 0);
  if (!best) return groups;
  const acts = best.acts.map((act): PaletteItem => ({
    id: `act ${act.label}`,
    kind: "act",
    label: act.label,
    ...("href" in act
      ? { href: act.href }
      : { refresh: { portalId: act.portalId, seenVersion: act.seenVersion } }),
  }));
  return [...groups, { title: say("With {name}", { name: best.label }), items: acts }];
}
