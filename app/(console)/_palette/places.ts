import { can, type Permission, type Rights } from "@/lib/auth/roles";
import type { Say } from "@/lib/say/say";

/** Somewhere the palette can go to without asking the server. */
export interface Place {
  label: string;
  href: string;
  /** Other words that people may type. */
  words?: string;
  group: "Do" | "Go to";
}

const PLACES = [
  {
    group: "Do",
    label: "Connect portal",
    href: "/portals/connect",
    words: "install add customer",
    permission: "portals.connect",
  },
  {
    group: "Do",
    label: "Add app",
    href: "/apps/new",
    words: "new client",
    permission: "apps.create",
  },
  {
    group: "Do",
    label: "Import portals",
    href: "/portals/import",
    words: "csv tokens",
    permission: "portals.import",
  },
  {
    group: "Do",
    label: "Inspect a token",
    href: "/inspector",
    words: "introspect",
    permission: "tokens.inspect",
  },
  {
    group: "Do",
    label: "Invite a person",
    href: "/team",
    words: "user colleague",
    permission: "people.manage",
  },
  {
    group: "Do",
    label: "Create an API key",
    href: "/settings/api-keys",
    words: "service bearer",
    permission: "api_keys.manage",
  },
  { group: "Go to", label: "Overview", href: "/", words: "home start", permission: "portals.read" },
  {
    group: "Go to",
    label: "Portals",
    href: "/portals",
    words: "connections accounts",
    permission: "portals.read",
  },
  {
    group: "Go to",
    label: "Portals to reconnect",
    href: "/portals?status=needs_reconnect",
    words: "trouble attention",
    permission: "portals.read",
  },
  { group: "Go to", label: "Apps", href: "/apps", words: "client", permission: "apps.read" },
  {
    group: "Go to",
    label: "Activity",
    href: "/activity",
    words: "audit log events",
    permission: "activity.read",
  },
  {
    group: "Go to",
    label: "Team",
    href: "/team",
    words: "people users",
    permission: "people.read",
  },
  {
    group: "Go to",
    label: "Roles",
    href: "/settings/roles",
    words: "settings permissions rights",
    permission: "people.read",
  },
  {
    group: "Go to",
    label: "Documentation",
    href: "/docs",
    words: "docs help guide manual",
    permission: "portals.read",
  },
  {
    group: "Go to",
    label: "Your profile",
    href: "/settings",
    words: "settings password name sessions",
    permission: "self.manage",
  },
  {
    group: "Go to",
    label: "Security",
    href: "/settings/security",
    words: "settings second factor authenticator",
    permission: "self.manage",
  },
  {
    group: "Go to",
    label: "API keys",
    href: "/settings/api-keys",
    words: "settings",
    permission: "api_keys.manage",
  },
  {
    group: "Go to",
    label: "Webhooks",
    href: "/settings/webhooks",
    words: "settings alerts slack",
    permission: "alerts.manage",
  },
  {
    group: "Go to",
    label: "Notifications",
    href: "/settings/notifications",
    words: "settings alerts mail",
    permission: "alerts.manage",
  },
  {
    group: "Go to",
    label: "Data protection",
    href: "/settings/data",
    words: "settings retention erase",
    permission: "system.read",
  },
  {
    group: "Go to",
    label: "System",
    href: "/settings/system",
    words: "settings backup encryption keys workers version",
    permission: "system.read",
  },
] as const satisfies (Place & { permission: Permission })[];

/** The places that somebody may go to; each is found by its English words too. */
export function placesFor(rights: Rights, say: Say): Place[] {
  return PLACES.filter(({ permission }) => can(rights, permission)).map(
    ({ group, label, href, words }) => ({
      group,
      href,
      label: say(label),
      words: say.lang === "en" ? words : `${say(words)} ${label} ${words}`,
    }),
  );
}

/** Places of which every typed word is part of the label, or of the other words. */
export function matchPlaces(places: Place[], text: string): Place[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  return places.filter(({ label, words = "" }) => {
    const known = `${label} ${words}`.toLowerCase();
    return typed.every((word) => known.includes(word));
  });
}
