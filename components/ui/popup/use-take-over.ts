"use client";

import { useEffect, useRef, useState } from "react";

/**
 * For a popup whose code came after the click on its button: the popup's own button takes the place and the focus of
 * the one that was clicked, and only then it opens, so that focus returns there.
 */
export function useTakeOver(open: boolean) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    trigger.current?.focus({ preventScroll: true });
    queueMicrotask(() => setThere(true));
  }, []);
  return { trigger, open: isThere && open };
}
