"use client";

import clsx from "clsx";
import { BookOpen, Boxes, Clock, CornerDownRight, Plug, ScrollText, Zap } from "lucide-react";
import { PortalStatusBadge } from "@/components/portal-status";
import { Link } from "@/components/ui/link";
import type { PaletteGroup, PaletteItem } from "./palette-items";
import { useSay } from "#say";

const ICONS = {
  portal: Plug,
  app: Boxes,
  event: ScrollText,
  document: BookOpen,
  recent: Clock,
  place: CornerDownRight,
  act: Zap,
} as const;

type PaletteListProps = {
  id: string;
  groups: PaletteGroup[];
  /** Which line Enter opens, counted through all groups. */
  active: number;
  optionId: (index: number) => string;
  onHover: (index: number) => void;
  onRun: (item: PaletteItem) => void;
};

/** The lines of the palette. Those that lead somewhere are real links, so a middle click opens a tab. */
export function PaletteList({ id, groups, active, optionId, onHover, onRun }: PaletteListProps) {
  const say = useSay();
  const starts = groups.map((_group, at) =>
    groups.slice(0, at).reduce((sum, { items }) => sum + items.length, 0),
  );
  return (
    <div
      id={id}
      role="listbox"
      aria-label={say("Found")}
      className="min-h-0 flex-1 overflow-y-auto p-2 empty:hidden"
    >
      {groups.map(({ title, items }, group) => (
        <div key={title} role="group" aria-label={title}>
          <p aria-hidden className="px-2 pt-2 pb-1 text-sm text-ink-faint">
            {title}
          </p>
          {items.map((item, index) => {
            const place = (starts[group] ?? 0) + index;
            const line = {
              id: optionId(place),
              role: "option",
              "aria-selected": place === active,
              tabIndex: -1,
              onClick: () => onRun(item),
              onMouseMove: () => {
                if (place !== active) onHover(place);
              },
              className: clsx(
                "flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-start max-sm:min-h-11",
                place === active && "bg-accent-soft forced-colors:outline",
              ),
            };
            return item.href ? (
              <Link key={item.id} {...line} href={item.href}>
                <Line item={item} />
              </Link>
            ) : (
              <button key={item.id} type="button" {...line}>
                <Line item={item} />
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function Line({ item: { kind, label, detail, status } }: { item: PaletteItem }) {
  const Icon = ICONS[kind];
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{label}</span>
        {detail ? <span className="block truncate text-sm text-ink-faint">{detail}</span> : null}
      </span>
      {status ? <PortalStatusBadge status={status} /> : null}
    </>
  );
}
