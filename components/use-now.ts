"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let interval: number | undefined;

// One timer serves every time on the page; a hidden tab does not tick.
function tick() {
  if (document.hidden) return;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return () => undefined;
  listeners.add(listener);
  interval ??= window.setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(interval);
    interval = undefined;
  };
}

/**
 * Current time in ms, for a text about `instantMs`. Changes once a second while the instant is within
 * 90 s and every 30 s otherwise, and never with reduced motion. Hydrates with `initialMs`, the server's clock.
 */
export function useNow(instantMs: number, initialMs: number): number {
  const snapshot = useCallback(() => {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return initialMs;
    const now = Date.now();
    const step = Math.abs(instantMs - now) < 90_000 ? 1000 : 30_000;
    // Rounded towards the instant: a text that lags never promises more time than is left.
    return (instantMs > now ? Math.ceil(now / step) : Math.floor(now / step)) * step;
  }, [instantMs, initialMs]);
  return useSyncExternalStore(subscribe, snapshot, () => initialMs);
}
