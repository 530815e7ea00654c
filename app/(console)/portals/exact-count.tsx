"use client";

import { useEffect, useRef, useState } from "react";
import type { BrowserSay } from "@/components/words/say-provider";
import { useSay } from "#say";
import { IDLE } from "@/lib/actions/action-state";
import { countExportAction } from "./export/actions";

/** How many portals a list has, where it has more than it counts: asked for when the panel around it opens. */
export function ExactCount({ view, most }: { view: string; most: number }) {
  const place = useRef<HTMLSpanElement>(null);
  const [portals, setPortals] = useState<number>();
  const say = useSay();
  useEffect(() => {
    const panel = place.current?.closest("[popover]");
    const count = async (event: Event) => {
      if ((event as ToggleEvent).newState !== "open") return;
      const form = new FormData();
      form.set("view", view);
      const { data } = await countExportAction(IDLE, form);
      if (data) setPortals(data.portals);
    };
    panel?.addEventListener("beforetoggle", count);
    return () => panel?.removeEventListener("beforetoggle", count);
  }, [view]);
  return (
    <span ref={place} role="status">
      {portals === undefined ? say("More than 10,000 portals") : inWords(say, portals, most)}
    </span>
  );
}

function inWords(say: BrowserSay, portals: number, most: number): string {
  return portals > most
    ? say("The first {most:number} of {portals:number} portals", { most, portals })
    : say.count(portals, "{count:number} portals", "{count:number} portals");
}
