"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogCancel } from "@/components/ui/dialog";

type LeaveGuardProps = {
  /** Something was typed that is not saved. */
  isDirty: boolean;
  /** Told when somebody leaves all the same, before they do. */
  onLeave?: () => void;
};

/**
 * Asks before a link, or the browser's Back and Forward, take somebody away from a form that was changed; closing the tab
 * asks in the browser's words.
 */
export function LeaveGuard({ isDirty, onLeave }: LeaveGuardProps) {
  const router = useRouter();
  const [goOn, setGoOn] = useState<{ go: () => void } | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!isDirty) return;
    const ask = (go: () => void) => setGoOn({ go });
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const askAtLink = (event: MouseEvent) => {
      const path = pathLedTo(event);
      if (path === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(() => router.push(path));
    };
    const askAtStep = guardSteps((steps) => ask(() => window.history.go(steps)));
    const heed = (event: PopStateEvent) => {
      if (!isLeaving.current) askAtStep(event);
    };
    window.addEventListener("beforeunload", warn);
    // Before any link of the page, and the router, hears of it.
    window.addEventListener("click", askAtLink, true);
    window.addEventListener("popstate", heed, true);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("click", askAtLink, true);
      window.removeEventListener("popstate", heed, true);
    };
  }, [isDirty, router]);

  function leave() {
    if (!goOn) return;
    isLeaving.current = true;
    onLeave?.();
    setGoOn(null);
    goOn.go();
  }

  return (
    <Dialog
      kind="alert"
      title="Leave without saving?"
      description="What you changed in this form is not saved yet. If you leave, it is gone."
      open={goOn !== null}
      onOpenChange={(open) => {
        if (!open) setGoOn(null);
      }}
      footer={
        <>
          <DialogCancel>Stay here</DialogCancel>
          <Button variant="danger" onClick={leave}>
            Leave without saving
          </Button>
        </>
      }
    />
  );
}

/** The path that a click leads to in this very tab; null when it leads to no other page of this console. */
function pathLedTo(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download"))
    return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const here = window.location;
  if (origin !== here.origin || (pathname === here.pathname && search === here.search)) return null;
  return `${pathname}${search}${hash}`;
}

/**
 * Takes a step through the history back and tells how many it were, backwards below zero. A step within the page, to one
 * of its fields, is let through.
 */
function guardSteps(ask: (steps: number) => void): (event: PopStateEvent) => void {
  const { pathname, search } = window.location;
  const place = pathname + search;
  let here = placeInHistory();
  let isTakenBack = false;
  return (event) => {
    if (isTakenBack) {
      isTakenBack = false;
      event.stopImmediatePropagation();
      return;
    }
    if (window.location.pathname + window.location.search === place) {
      here = placeInHistory();
      return;
    }
    event.stopImmediatePropagation();
    const there = placeInHistory();
    // Where a browser does not tell, it is Back nearly always.
    const steps = here === undefined || there === undefined ? -1 : there - here;
    isTakenBack = true;
    window.history.go(-steps);
    ask(steps);
  };
}

/** The number of the present entry of the history, where the browser knows it (Navigation API). */
function placeInHistory(): number | undefined {
  return window.navigation?.currentEntry?.index;
}
