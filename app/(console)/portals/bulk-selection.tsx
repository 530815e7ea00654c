"use client";

import { createContext, use, useMemo, useState, type ReactNode } from "react";
import { useSay } from "#say";
import type { BulkActionName } from "@/lib/bulk/words";
import { BulkBar } from "./bulk-bar";

interface Selection {
  has(id: string): boolean;
  toggle(id: string): void;
}

const SelectionContext = createContext<Selection | null>(null);

type BulkSelectionProps = {
  /** Portals of this page. */
  ids: string[];
  /** How many the list's filter fits. */
  total: number;
  isTotalCapped: boolean;
  /** The list's filter, as in its address. */
  matching: string;
  /** What the viewer may do to many at once. */
  acts: readonly BulkActionName[];
  children: ReactNode;
};

/**
 * Remembers which rows are chosen, from page to page. Give it a key that changes with the filter, so that nothing stays
 * chosen that the list does not have.
 */
export function BulkSelection({ ids, children, ...list }: BulkSelectionProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAllMatching, setAllMatching] = useState(false);
  const choose = (next: ReadonlySet<string>) => {
    setAllMatching(false);
    setChosen(next);
  };
  const selection = useMemo<Selection>(
    () => ({
      has: (id) => isAllMatching || chosen.has(id),
      toggle: (id) => {
        const next = new Set(isAllMatching ? ids : chosen);
        if (!next.delete(id)) next.add(id);
        setAllMatching(false);
        setChosen(next);
      },
    }),
    [chosen, isAllMatching, ids],
  );
  return (
    <SelectionContext value={selection}>
      <BulkBar
        {...list}
        ids={ids}
        chosen={[...chosen]}
        isAllMatching={isAllMatching}
        onPage={(all) => choose(new Set(withPage(isAllMatching ? [] : chosen, ids, all)))}
        onAllMatching={() => setAllMatching(true)}
        onNone={() => choose(new Set())}
      />
      {children}
    </SelectionContext>
  );
}

function withPage(chosen: Iterable<string>, ids: string[], isAdded: boolean): string[] {
  const others = [...chosen].filter((id) => !ids.includes(id));
  return isAdded ? [...others, ...ids] : others;
}

/** The checkbox of a row. It lies above the row's link. */
export function SelectRow({ id, label }: { id: string; label: string }) {
  const selection = use(SelectionContext);
  const say = useSay();
  if (!selection) return null;
  return (
    <span className="relative z-10 inline-grid size-6 shrink-0 place-items-center">
      <input
        type="checkbox"
        aria-label={say("Select {portal}", { portal: label })}
        checked={selection.has(id)}
        onChange={() => selection.toggle(id)}
        className="size-4 accent-accent"
      />
    </span>
  );
}
