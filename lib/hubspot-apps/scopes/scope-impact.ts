// Client-safe: how many portals a list of required scopes would leave behind.
import type { GrantedSet } from "./scope-drift";

/** Portals that lack at least one of the scopes. */
export function portalsBehind(sets: GrantedSet[], required: string[]): number {
  return sets
    .filter(({ scopes }) => required.some((name) => !scopes.includes(name)))
    .reduce((sum, { portals }) => sum + portals, 0);
}
