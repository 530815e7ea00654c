"use client";

import { RefreshCw } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { followChanges } from "./follow-changes";
import { watchWhetherBusy, type Busy } from "./whether-busy";
import { useSay } from "#say";

/** Between two renewals of a page. */
const APART_MS = 1_000;
const LOOK_MS = 250;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

type LiveUpdatesProps = {
  /** How far the database was when the page was rendered. */
  cursor: string;
};

/**
 * Shows what others change, without a reload. Nothing moves while the pointer is on a table or a dialog is open: a note says
 * that there is something new. A form that is being filled in keeps its page as it is until it is sent.
 */
export function LiveUpdates({ cursor }: LiveUpdatesProps) {
  const say = useSay();
  const router = useRouter();
  const path = usePathname();
  const watch = useRef<{ busy(): Busy }>(undefined);
  const shownAt = useRef(0);
  const isWaiting = useRef(false);
  const [isHeld, setHeld] = useState(false);

  const show = () => {
    isWaiting.current = false;
    setHeld(false);
    shownAt.current = Date.now();
    router.refresh();
  };
  const look = useEffectEvent(() => {
    if (!isWaiting.current || Date.now() < shownAt.current + APART_MS) return;
    const busy = watch.current?.busy() ?? null;
    if (busy === null) show();
    else setHeld(busy === "pointing");
  });
  const changed = useEffectEvent((about: (string | null)[]) => {
    // A page about one portal is not for the others.
    const own = path.startsWith("/portals/") ? UUID.exec(path)?.[0] : undefined;
    if (own && !about.includes(own) && !about.includes(null)) return;
    isWaiting.current = true;
    look();
  });

  useEffect(() => {
    const watching = watchWhetherBusy();
    watch.current = watching;
    const unfollow = followChanges(cursor, (about) => changed(about));
    const looking = window.setInterval(() => look(), LOOK_MS);
    return () => {
      unfollow();
      watching.stop();
      window.clearInterval(looking);
    };
    // The cursor is where it begins; the stream knows how it goes on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center print:hidden"
    >
      {isHeld ? (
        <Button icon={<RefreshCw />} onClick={show} className="pointer-events-auto shadow-pop">
          {say("Show what changed")}
        </Button>
      ) : null}
    </div>
  );
}
