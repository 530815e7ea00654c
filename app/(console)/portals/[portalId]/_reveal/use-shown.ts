"use client";

import { useCallback, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** What stands on the screen for a while, and whether it did before. */
type Shown<Value> =
  { is: "not yet" } | { is: "shown"; value: Value; until: number } | { is: "over" };

const TICK_MS = 250;

/**
 * Keeps a value in this component's state alone, and for a time: it goes when that is over, when the window loses the focus,
 * when the tab is hidden, and with the component. A value that comes while nobody looks is not shown at all.
 */
export function useShown<Value>(forMs: number) {
  const [shown, setShown] = useState<Shown<Value>>({ is: "not yet" });
  const [secondsLeft, setSecondsLeft] = useState(0);
  const until = shown.is === "shown" ? shown.until : null;

  useEffect(() => {
    if (until === null) return;
    // Out of the page before the event is over: a hidden tab may draw nothing more for long.
    const hide = () => flushSync(() => setShown({ is: "over" }));
    const hideWithTab = () => {
      if (document.hidden) hide();
    };
    const tick = () => {
      const leftMs = until - performance.now();
      if (leftMs <= 0) hide();
      else setSecondsLeft(Math.ceil(leftMs / 1000));
    };
    // Somebody may have turned away between the answer and its drawing.
    if (document.hidden || !document.hasFocus()) return queueMicrotask(hide);
    const timer = window.setInterval(tick, TICK_MS);
    window.addEventListener("blur", hide);
    window.addEventListener("pagehide", hide);
    document.addEventListener("visibilitychange", hideWithTab);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener("blur", hide);
      window.removeEventListener("pagehide", hide);
      document.removeEventListener("visibilitychange", hideWithTab);
    };
  }, [until]);

  const show = useCallback(
    (value: Value) => {
      const isSeen = !document.hidden && document.hasFocus();
      setSecondsLeft(Math.ceil(forMs / 1000));
      setShown(isSeen ? { is: "shown", value, until: performance.now() + forMs } : { is: "over" });
    },
    [forMs],
  );
  /** As if nothing had been shown. */
  const forget = useCallback(() => setShown({ is: "not yet" }), []);
  return { shown, secondsLeft, show, forget };
}
