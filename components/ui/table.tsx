import clsx from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { Link } from "./link";
import type { ComponentProps, ReactNode } from "react";

// Roles are written out because turning rows into cards (display: block) drops table semantics in some browsers.

export type TableProps = {
  /** Names the table for screen readers; visible only with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  /** Set when no cell holds a link or button, so that a wide table can be scrolled by keyboard. */
  keyboardScroll?: boolean;
  className?: string;
  children: ReactNode;
};

/** A real table that turns into labelled cards under 640 px. Children: TableHead and TableBody. */
export function Table({ caption, showCaption, keyboardScroll, className, children }: TableProps) {
  const scroll = keyboardScroll
    ? { tabIndex: 0, role: "region", "aria-label": caption }
    : undefined;
  return (
    // Positioned, or a hidden heading of a column that is scrolled away would widen the page.
    <div {...scroll} className={clsx("relative w-full overflow-x-auto", className)}>
      <table role="table" className="data-table w-full border-collapse text-base">
        <caption className={showCaption ? "p-4 text-start text-sm text-ink-faint" : "sr-only"}>
          {caption}
        </caption>
        {children}
      </table>
    </div>
  );
}

/** Header row: children are HeaderCell and SortHeader. */
export function TableHead({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <thead
      role="rowgroup"
      className={clsx("border-b border-line bg-sunken text-sm text-ink-faint", className)}
    >
      <tr role="row">{children}</tr>
    </thead>
  );
}

export function TableBody({ className, ...rest }: ComponentProps<"tbody">) {
  return <tbody role="rowgroup" {...rest} className={clsx("divide-y divide-line", className)} />;
}

/** A body row. It is positioned, so a RowLink inside it covers the whole row. */
export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr role="row" {...rest} className={clsx("relative hover:bg-hover/60", className)} />;
}

type Align = { align?: "start" | "end" };

const HEADER = "font-medium whitespace-nowrap";

export function HeaderCell({
  align,
  className,
  ...rest
}: Omit<ComponentProps<"th">, "align"> & Align) {
  const side = align === "end" ? "text-end" : "text-start";
  return <th role="columnheader" scope="col" {...rest} className={clsx(HEADER, side, className)} />;
}

export type SortHeaderProps = Align & {
  label: string;
  /** Where the next click leads: the same list with this column's sort turned. */
  href: string;
  /** Current direction when the list is sorted by this column. */
  direction?: "ascending" | "descending";
  className?: string;
};

/** Column header that sorts by link, so the order lives in the URL and works without scripts. */
export function SortHeader({ label, href, direction, align, className }: SortHeaderProps) {
  const Icon = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[
    direction ?? "none"
  ];
  return (
    <HeaderCell align={align} aria-sort={direction} className={className}>
      <Link
        href={href}
        scroll={false}
        className="inline-flex min-h-6 items-center gap-1 rounded hover:text-ink"
      >
        {label}
        <Icon className={clsx("size-3.5", direction ? "text-ink" : "opacity-70 print:hidden")} />
      </Link>
    </HeaderCell>
  );
}

type CellProps = Align & {
  /** Column name shown beside the value when the row is a card. */
  label?: string;
};

const CELL = "sm:align-middle";

export function TableCell({
  label,
  align,
  className,
  ...rest
}: Omit<ComponentProps<"td">, "align"> & CellProps) {
  const side = align === "end" && "sm:text-end tabular-nums";
  return <td role="cell" data-label={label} {...rest} className={clsx(CELL, side, className)} />;
}

/** The cell that names its row. */
export function RowHeader({
  label,
  className,
  ...rest
}: ComponentProps<"th"> & Pick<CellProps, "label">) {
  const look = clsx(CELL, "font-medium sm:text-start", className);
  return <th role="rowheader" scope="row" data-label={label} {...rest} className={look} />;
}

/** A real link whose target is the whole row. Other controls in the row need `relative z-10`. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  const look = "text-ink after:absolute after:inset-0 hover:underline";
  return <Link {...rest} data-row-link="" className={clsx(look, className)} />;
}
