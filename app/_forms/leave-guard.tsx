"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { pathOfClick } from "@/components/link-of-click";
import { Button } from "@/components/ui/button";
import { Dialog, DialogCancel } from "@/components/ui/popup/dialog";
import { useSay } from "#say";

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
  const say = useSay();
  const router = useRouter();
  const [goOn, setGoOn] = useState<{ go: () => void } | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!isDirty) return;
    const ask = (go: () => void) => setGoOn({ go });
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const askAtLink = (event: MouseEvent) => {
      const path = event.defaultPrevented ? null : pathOfClick(event);
      if (path === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(() => router.push(path));
    };
    const askAtStep = (event: NavigateEvent) => {
      if (isLeaving.current || !isStepAway(event)) return;
      event.preventDefault();
      const { key } = event.destination;
      ask(() => window.navigation.traverseTo(key));
    };
    window.addEventListener("beforeunload", warn);
    // Before any link of the page hears of it.
    window.addEventListener("click", askAtLink, true);
    // Back and Forward are told beforehand by the Navigation API alone; a browser without it goes.
    window.navigation?.addEventListener("navigate", askAtStep);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("click", askAtLink, true);
      window.navigation?.removeEventListener("navigate", askAtStep);
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
      title={say("Leave without saving?")}
      description={say("What you changed in this form is not saved yet. If you leave, it is gone.")}
      open={goOn !== null}
      onOpenChange={(open) => {
        if (!open) setGoOn(null);
      }}
      footer={
        <>
          <DialogCancel>{say("Stay here")}</DialogCancel>
          <Button variant="danger" onClick={leave}>
            {say("Leave without saving")}
          </Button>
        </>
      }
    />
  );
}

/** A step through the history to another page of this console, not to a field of this one, that can still be stopped. */
function isStepAway({ navigationType, cancelable, destination }: NavigateEvent): boolean {
  if (navigationType !== "traverse" || !cancelable || !destination.sameDocument) return false;
  const { pathname, search } = new URL(destination.url);
  return pathname !== window.location.pathname || search !== window.location.search;
}
