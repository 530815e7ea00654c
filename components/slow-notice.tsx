"use client";

import { useEffect, useState } from "react";
import { useSay } from "#say";

const SLOW_MS = 5_000;

/** While something waits for HubSpot longer than usual, says so, and why waiting is right. */
export function SlowNotice({ pending }: { pending: boolean }) {
  return (
    <div role="status" className="text-sm text-ink-muted empty:hidden">
      {pending ? <AfterAWhile /> : null}
    </div>
  );
}

function AfterAWhile() {
  const say = useSay();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <p>
      {say(
        "HubSpot is slow to answer. Portico waits up to a minute, because giving up could cost the grant. You can leave this page; the work goes on.",
      )}
    </p>
  );
}
