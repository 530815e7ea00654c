"use client";

import { useLayoutEffect, useSyncExternalStore } from "react";

// The token is remembered here, because it leaves the address bar as soon as it has been read.
const taken = new Map<string, string>();

function readToken(): string | null {
  const { hash, pathname } = window.location;
  const token = new URLSearchParams(hash.slice(1)).get("token");
  if (token) taken.set(pathname, token);
  return taken.get(pathname) ?? null;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/**
 * The token of a one-time link, from the fragment that browsers keep to themselves; it is removed from the address bar.
 * Undefined until the browser has taken over, null when the address has none.
 */
export function useLinkToken(): string | null | undefined {
  const token = useSyncExternalStore<string | null | undefined>(
    subscribe,
    readToken,
    () => undefined,
  );
  // Before any effect of the page can send a request, or the router would keep the address it started with.
  useLayoutEffect(() => {
    if (token === undefined) return;
    const { hash, pathname, search } = window.location;
    // Without Next's own state, so that Next learns of the change and does not bring the token back.
    if (hash) window.history.replaceState(null, "", `${pathname}${search}`);
  }, [token]);
  return token;
}
