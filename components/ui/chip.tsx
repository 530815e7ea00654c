import clsx from "clsx";
import { X } from "lucide-react";
import { Link } from "./link";
import type { ReactNode } from "react";
import { useSay } from "#say";

export type FilterChipProps = {
  /** What is filtered: "Status". */
  label: string;
  /** The chosen value in words: "Degraded". */
  value: string;
  /** The same list without this filter. */
  removeHref: string;
  className?: string;
};

/** One active filter; its cross is a link, so removing it is a step in the browser's history. */
export function FilterChip({ label, value, removeHref, className }: FilterChipProps) {
  const say = useSay();
  return (
    <li
      className={clsx(
        "inline-flex h-7 max-w-full items-center gap-1 rounded-full border border-line-strong/60 bg-surface ps-2.5 pe-0.5 text-sm",
        className,
      )}
    >
      <span className="text-ink-faint">{label}:</span>
      <span className="truncate font-medium">{value}</span>
      <Link
        href={removeHref}
        scroll={false}
        className="grid size-6 shrink-0 place-items-center rounded-full text-ink-faint hover:bg-hover hover:text-ink print:hidden"
      >
        <X className="size-3.5" />
        <span className="sr-only">{say("Remove filter {label}: {value}", { label, value })}</span>
      </Link>
    </li>
  );
}

/** Row of chips closed by "Clear all". */
export function FilterChips({
  clearHref,
  className,
  children,
}: {
  clearHref: string;
  className?: string;
  children: ReactNode;
}) {
  const say = useSay();
  return (
    <div className={clsx("flex flex-wrap items-center gap-2", className)}>
      <ul aria-label={say("Active filters")} className="flex max-w-full flex-wrap gap-2">
        {children}
      </ul>
      <Link
        href={clearHref}
        scroll={false}
        className="rounded py-1 text-sm text-accent-text hover:underline print:hidden"
      >
        {say("Clear all")}
      </Link>
    </div>
  );
}
