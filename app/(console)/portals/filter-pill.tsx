import clsx from "clsx";
import { ChevronDown, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { say } from "@/lib/say/say";

type FilterPillProps = {
  name: string;
  /** What it filters by: "Status". */
  label: string;
  /** What is chosen, in words; absent while nothing is. */
  value?: string;
  /** The same list without this filter. */
  removeHref: string;
  wide?: boolean;
  children: ReactNode;
};

/**
 * One filter: a button that opens its choices and, while it is in use, says what is chosen. The panel is the browser's own
 * popover, so it needs no script to open, to close with Escape, or to give focus back.
 */
export function FilterPill({ name, label, value, removeHref, wide, children }: FilterPillProps) {
  const id = `filter-${name}`;
  return (
    <div
      className={clsx(
        "relative flex h-8 max-w-full min-w-0 items-center rounded-full border text-sm max-sm:h-10 max-sm:w-full max-sm:rounded-md",
        value ? "border-line-strong/60 bg-surface" : "border-dashed border-line-strong/60",
      )}
    >
      <button
        type="button"
        popoverTarget={id}
        className="filter-opener flex h-full min-w-0 grow items-center gap-1 rounded-[inherit] ps-3 pe-2 text-ink-muted hover:bg-hover hover:text-ink"
      >
        <span className={value ? "shrink-0 text-ink-faint" : "shrink-0 font-medium"}>
          {value ? `${label}:` : label}
        </span>
        {value ? <span className="max-w-56 truncate font-medium text-ink">{value}</span> : null}
        <ChevronDown aria-hidden className="size-3.5 shrink-0 opacity-70 max-sm:ms-auto" />
      </button>
      {value ? (
        <Link
          href={removeHref}
          scroll={false}
          className="me-0.5 grid size-7 shrink-0 place-items-center rounded-full text-ink-faint hover:bg-hover hover:text-ink max-sm:size-9"
        >
          <X aria-hidden className="size-3.5" />
          <span className="sr-only">
            {say("Remove filter {filter}", { filter: `${label}: ${value}` })}
          </span>
        </Link>
      ) : null}
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={clsx("filter-panel", wide ? "sm:w-96" : "sm:w-72")}
      >
        <div className="flex max-h-[inherit] flex-col">
          <p className="px-4 pt-3 font-semibold text-ink sm:sr-only">{label}</p>
          <div className="min-h-0 grow overflow-y-auto p-4 pb-2">{children}</div>
          <div className="border-t border-line p-3">
            <Button type="submit" variant="primary" size="sm" className="w-full max-sm:h-10">
              {say("Apply filters")}
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}
