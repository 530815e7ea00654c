import catalogue from "./scope-catalogue.json" with { type: "json" };

/** One entry of the scope catalogue: a name HubSpot uses, in plain words. */
export interface ScopeEntry {
  name: string;
  description: string;
  /** The HubSpot product a portal must own, when known. */
  tier?: string;
  note?: string;
}

const ENTRIES: ScopeEntry[] = catalogue;
const BY_NAME = new Map(ENTRIES.map((entry) => [entry.name, entry]));

/** Every app has it and it cannot be removed (facts, section 5). */
export const OAUTH_SCOPE = "oauth";

/** Every name HubSpot has used so far fits; anything else is a typing error, not a scope. */
const SCOPE_NAME = /^[A-Za-z0-9_.-]{1,120}$/;

export function scopeCatalogue(): ScopeEntry[] {
  return ENTRIES;
}

export function describeScope(name: string): ScopeEntry | undefined {
  return BY_NAME.get(name);
}

/**
 * Reads a pasted list of scopes: spaces, commas, semicolons, plus signs, quotes, brackets, `%20` and line breaks all
 * separate. Order is kept, repetitions are dropped.
 */
export function parseScopes(text: string): { scopes: string[]; malformed: string[] } {
  const names = text
    .replace(/%20/gi, " ")
    .split(/[\s,;+|"'`[\]{}]+/)
    .filter(Boolean);
  const unique = [...new Set(names)];
  return {
    scopes: unique.filter((name) => SCOPE_NAME.test(name)),
    malformed: unique.filter((name) => !SCOPE_NAME.test(name)),
  };
}

/** Names the catalogue does not know: worth a warning, never a refusal, because HubSpot adds scopes. */
export function unknownScopes(scopes: string[]): string[] {
  return scopes.filter((name) => !BY_NAME.has(name));
}

/** The list with `oauth` in front. */
export function withOauth(scopes: string[]): string[] {
  return [OAUTH_SCOPE, ...scopes.filter((name) => name !== OAUTH_SCOPE)];
}

export interface ScopeDiff {
  granted: string[];
  /** Asked for and not granted: dropped optional scopes, or an older grant. */
  missing: string[];
  /** Granted and no longer asked for. */
  extra: string[];
}

export function diffScopes(requested: string[], granted: string[]): ScopeDiff {
  const asked = new Set(requested);
  const given = new Set(granted);
  return {
    granted: granted.filter((name) => asked.has(name)),
    missing: requested.filter((name) => !given.has(name)),
    extra: granted.filter((name) => !asked.has(name)),
  };
}
