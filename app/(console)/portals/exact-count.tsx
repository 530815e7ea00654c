"use client";

import { useEffect, useRef, useState } from "react";
import { IDLE } from "@/lib/actions/action-state";
import { formatNumber } from "@/lib/format";
import { countExportAction } from "./export/actions";

/** How many portals a list has, where it has more than it counts: asked for when the panel around it opens. */
export function ExactCount({ view, most }: { view: string; most: number }) {
  const place = useRef<HTMLSpanElement>(null);
  const [words, setWords] = useState("More than 10,000 portals");
  useEffect(() => {
    const panel = place.current?.closest("[popover]");
    const count = async (event: Event) => {
      if ((event as ToggleEvent).newState !== "open") return;
      const form = new FormData();
      form.set("view", view);
      const { data } = await countExportAction(IDLE, form);
      if (data) setWords(inWords(data.portals, most));
    };
    panel?.addEventListener("beforetoggle", count);
    return () => panel?.removeEventListener("beforetoggle", count);
  }, [view, most]);
  return (
    <span ref={place} role="status">
      {words}
    </span>
  );
}

function inWords(portals: number, most: number): string {
  const counted = `${formatNumber(portals)} portals`;
  return portals > most ? `The first ${formatNumber(most)} of ${counted}` : counted;
}
