"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { pathOfClick } from "@/components/link-of-click";
import { ProgressLine } from "@/components/ui/progress-bar";

/** A page that takes longer has failed, or is the very page that is shown. */
const LONGEST_MS = 20_000;

/** A line above the page from the click on a link, or a step through the history, until the next page stands there. */
export function NavigationLine() {
  const place = `${usePathname()}?${useSearchParams()}`;
  // What is under way ends with the place it began at.
  return <Line key={place} />;
}

function Line() {
  const [isUnderWay, setUnderWay] = useState(false);

  useEffect(() => {
    const { pathname, search } = window.location;
    const heed = (event: MouseEvent) => {
      // The router has taken care of it; for any other link the browser shows its own sign.
      if (event.defaultPrevented && pathOfClick(event) !== null) setUnderWay(true);
    };
    const heedStep = () => {
      if (window.location.pathname !== pathname || window.location.search !== search)
        setUnderWay(true);
    };
    window.addEventListener("click", heed);
    window.addEventListener("popstate", heedStep);
    return () => {
      window.removeEventListener("click", heed);
      window.removeEventListener("popstate", heedStep);
    };
  }, []);

  useEffect(() => {
    if (!isUnderWay) return;
    const timer = window.setTimeout(() => setUnderWay(false), LONGEST_MS);
    return () => window.clearTimeout(timer);
  }, [isUnderWay]);

  return (
    <ProgressLine
      active={isUnderWay}
      className="navigation-line pointer-events-none fixed inset-x-0 top-0 z-70 print:hidden"
    />
  );
}
