// Client-safe: the three lists of scopes of an app, as text that people paste and as a choice per scope.

export const SCOPE_LISTS = ["required", "conditional", "optional"] as const;
export type ScopeList = (typeof SCOPE_LISTS)[number];

/** Each list as names; a scope stands in one of them. */
export type ScopeLists = Record<ScopeList, string[]>;

/**
 * Names in a pasted text, each once, in their order. The same separators as the server's parser, which decides and
 * refuses what is not a name.
 */
export function splitScopes(text: string): string[] {
  const names = text.replace(/%20/gi, " ").split(/[\s,;+|"'`[\]{}]+/);
  return [...new Set(names.filter(Boolean))];
}

/** The list a scope stands in; undefined when it is off. */
export function listOf(lists: ScopeLists, name: string): ScopeList | undefined {
  return SCOPE_LISTS.find((list) => lists[list].includes(name));
}

/** The lists with one scope moved to `to`, or taken out. Lists that it does not touch are the same arrays as before. */
export function moveScope(lists: ScopeLists, name: string, to: ScopeList | undefined): ScopeLists {
  const next = (list: ScopeList) => {
    const isIn = lists[list].includes(name);
    if (list === to) return isIn ? lists[list] : [...lists[list], name];
    return isIn ? lists[list].filter((one) => one !== name) : lists[list];
  };
  return {
    required: next("required"),
    conditional: next("conditional"),
    optional: next("optional"),
  };
}

export interface ScopeChange {
  name: string;
  /** Undefined: it was off. */
  from?: ScopeList;
  /** Undefined: it will be off. */
  to?: ScopeList;
}

/** What differs between two states of the lists, scope by scope. */
export function scopeChanges(before: ScopeLists, after: ScopeLists): ScopeChange[] {
  const names = new Set(SCOPE_LISTS.flatMap((list) => [...before[list], ...after[list]]));
  return [...names]
    .map((name) => ({ name, from: listOf(before, name), to: listOf(after, name) }))
    .filter(({ from, to }) => from !== to)
    .sort((one, other) => one.name.localeCompare(other.name));
}
