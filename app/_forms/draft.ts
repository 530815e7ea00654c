"use client";

import { useCallback, useState, useSyncExternalStore } from "react";

/**
 * Where a form that was not saved is kept: in this tab alone, under the person who typed, and never a secret, because
 * only the fields that are named are kept.
 */
const PREFIX = "portico-draft:";

export type Draft = Record<string, string>;

interface StoredDraft {
  /** The state of the object that the form was opened on. */
  base: string;
  values: Draft;
}

const subscribe = () => () => undefined;
const noDraft = () => null;

/**
 * Keeps what is typed in a form until it is saved, so that signing in again, or a page that was closed by mistake, gives
 * it back.
 * @param name the person and the form
 * @param base what the form was opened on; a draft of another state is dropped
 * @param fields the names of the fields to keep. Name no secret here.
 * @returns the draft found at the start, if any
 */
export function useDraft(name: string, base: string, fields: readonly string[]) {
  // Read once per form: what is kept later is this form's own.
  const [read] = useState(() => {
    let found: Draft | null | undefined;
    return () => (found === undefined ? (found = readDraft(name, base)) : found);
  });
  const draft = useSyncExternalStore(subscribe, read, noDraft);
  const keep = useCallback(
    (form: HTMLFormElement) => {
      const data = new FormData(form);
      const values = Object.fromEntries(
        fields.map((field) => [field, String(data.get(field) ?? "")]),
      );
      write(name, JSON.stringify({ base, values } satisfies StoredDraft));
    },
    [name, base, fields],
  );
  const forget = useCallback(() => write(name, null), [name]);
  return { draft, keep, forget };
}

/** Drops a draft from a page that shows what became of it. */
export function forgetDraft(name: string): void {
  write(name, null);
}

function readDraft(name: string, base: string): Draft | null {
  try {
    const text = window.sessionStorage.getItem(PREFIX + name);
    if (!text) return null;
    const stored = JSON.parse(text) as Partial<StoredDraft> | null;
    if (stored?.base === base && stored.values && typeof stored.values === "object")
      return stored.values;
  } catch {
    // Storage that is switched off, or that somebody else wrote to: the form begins as the server gave it.
  }
  return null;
}

function write(name: string, text: string | null): void {
  try {
    if (text === null) window.sessionStorage.removeItem(PREFIX + name);
    else window.sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // Storage that is switched off or full: leaving the page asks all the same.
  }
}
