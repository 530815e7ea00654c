"use client";

import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { listOf, type ScopeList, type ScopeLists } from "@/lib/hubspot-apps/scopes/scope-lists";
import type { CatalogueScope } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { ScopeRow } from "./scope-row";
import { useSay } from "#say";

type ScopeGroupProps = {
  title: string;
  names: string[];
  known: ReadonlyMap<string, CatalogueScope>;
  lists: ScopeLists;
  /** Open whatever was chosen here, because a search is on or the view shows little. */
  isForcedOpen: boolean;
  onMove: (name: string, to: ScopeList | undefined) => void;
};

/** The scopes of one part of HubSpot; folded, it says how many of them the app asks for. */
export function ScopeGroup({ title, names, known, lists, isForcedOpen, onMove }: ScopeGroupProps) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const bodyId = useId();
  const chosen = names.filter((name) => listOf(lists, name)).length;
  const isShown = isForcedOpen || isOpen;
  return (
    <div className="border-t border-line first:border-t-0">
      <button
        type="button"
        aria-expanded={isShown}
        aria-controls={bodyId}
        disabled={isForcedOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-9 w-full items-center gap-2 bg-sunken px-3 py-1.5 text-start text-sm font-medium -outline-offset-2 enabled:hover:bg-hover disabled:cursor-default max-sm:min-h-11"
      >
        <ChevronRight className={clsx("size-4 shrink-0 text-ink-faint", isShown && "rotate-90")} />
        <span className="min-w-0 flex-1">{title}</span>
        <span className="text-ink-faint tabular-nums">
          {chosen > 0
            ? say("{n:number} of {all:number} chosen", { n: chosen, all: names.length })
            : names.length}
        </span>
      </button>
      <ul id={bodyId} hidden={!isShown} className="divide-y divide-line border-t border-line">
        {isShown
          ? names.map((name) => (
              <ScopeRow
                key={name}
                name={name}
                known={known.get(name)}
                list={listOf(lists, name)}
                onMove={(to) => onMove(name, to)}
              />
            ))
          : null}
      </ul>
    </div>
  );
}
