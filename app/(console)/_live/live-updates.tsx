"use client";

import { RefreshCw } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { followChanges } from "./follow-changes";

/** Between two renewals of a page. */
const APART_MS = 1_000;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

type LiveUpdatesProps = {
  /** How far the database was when the page was rendered. */
  cursor: string;
};

/**
 * Shows what others change, without a reload. While the pointer is on a table, or a dialog is open, nothing moves: a note
 * says that there is something new, and it comes when the pointer leaves.
 */
export function LiveUpdates({ cursor }: LiveUpdatesProps) {
  const router = useRouter();
  const path = usePathname();
  const [isHeld, setHeld] = useState(false);
  const last = useRef(0);
  const timer = useRef<number>(undefined);

  const show = () => {
    setHeld(false);
    last.current = Date.now();
    router.refresh();
  };
  const changed = useEffectEvent((about: (string | null)[]) => {
    // A page about one portal is not for the others.
    const own = /^\/portals\//.test(path) ? UUID.exec(path)?.[0] : undefined;
    if (own && !about.includes(own) && !about.includes(null)) return;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => (isBusy() ? setHeld(true) : show()),
      Math.max(0, last.current + APART_MS - Date.now()),
    );
  });

  useEffect(() => {
    const stop = followChanges(cursor, (about) => changed(about));
    return () => {
      stop();
      window.clearTimeout(timer.current);
    };
    // The cursor is where it begins; the stream knows how it goes on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const showWhenFree = useEffectEvent(() => {
    if (!isBusy()) show();
  });
  useEffect(() => {
    if (!isHeld) return;
    const watch = window.setInterval(() => showWhenFree(), 250);
    return () => window.clearInterval(watch);
  }, [isHeld]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center print:hidden"
    >
      {isHeld ? (
        <Button icon={<RefreshCw />} onClick={show} className="pointer-events-auto shadow-pop">
          Show what changed
        </Button>
      ) : null}
    </div>
  );
}

/** Whether somebody would lose their place. */
function isBusy(): boolean {
  return (
    document.querySelector("main table:hover, [role=dialog], [role=alertdialog], [role=menu]") !==
    null
  );
}
