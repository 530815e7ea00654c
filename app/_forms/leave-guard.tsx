"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogCancel } from "@/components/ui/dialog";

type LeaveGuardProps = {
  /** Something was typed that is not saved. */
  isDirty: boolean;
  /** Told when somebody leaves all the same, before they do. */
  onLeave?: () => void;
};

/** Asks before a link takes somebody away from a form that was changed; closing the tab asks in the browser's words. */
export function LeaveGuard({ isDirty, onLeave }: LeaveGuardProps) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const path = pathLedTo(event);
      if (path === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setTarget(path);
    };
    window.addEventListener("beforeunload", warn);
    // Before any link of the page hears of it.
    window.addEventListener("click", ask, true);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("click", ask, true);
    };
  }, [isDirty]);

  function leave() {
    if (target === null) return;
    onLeave?.();
    setTarget(null);
    router.push(target);
  }

  return (
    <Dialog
      kind="alert"
      title="Leave without saving?"
      description="What you changed in this form is not saved yet. If you leave, it is gone."
      open={target !== null}
      onOpenChange={(open) => {
        if (!open) setTarget(null);
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
