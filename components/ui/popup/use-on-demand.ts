"use client";

import { useEffect, useState } from "react";

/** Code that no page waits for. */
export interface OnDemand<T> {
  /** Fetches it, once. A fetch that failed is tried again by the next call. */
  load: () => Promise<T>;
}

/** Names code that is fetched when somebody first needs it. `fetchIt` is an `import()`. */
export function onDemand<T>(fetchIt: () => Promise<T>): OnDemand<T> {
  let asked: Promise<T> | undefined;
  return {
    load: () => {
      asked ??= fetchIt().catch((error: unknown) => {
        asked = undefined;
        throw error;
      });
      return asked;
    },
  };
}

/**
 * The code as soon as it is there, null before. It is asked for when `isWanted` is first true, and kept.
 * Code that cannot be fetched is an error of the screen around it.
 */
export function useOnDemand<T>(code: OnDemand<T>, isWanted: boolean): T | null {
  const [got, setGot] = useState<{ code: T } | { error: unknown } | null>(null);
  useEffect(() => {
    if (!isWanted || got) return;
    let isGone = false;
    code.load().then(
      (loaded) => {
        if (!isGone) setGot({ code: loaded });
      },
      (error: unknown) => {
        if (!isGone) setGot({ error });
      },
    );
    return () => {
      isGone = true;
    };
  }, [code, isWanted, got]);
  if (!got) return null;
  if ("error" in got) throw got.error;
  return got.code;
}
