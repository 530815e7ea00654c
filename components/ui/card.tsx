import clsx from "clsx";
import { useId, type ComponentProps, type ReactNode } from "react";

/** A bordered surface. Give `padded={false}` when a table fills it edge to edge. */
export function Card({
  padded = true,
  className,
  ...rest
}: ComponentProps<"div"> & { padded?: boolean }) {
  return (
    <div
      {...rest}
      className={clsx(
        "min-w-0 rounded-lg border border-line bg-surface shadow-card",
        padded && "p-4 sm:p-5",
        className,
      )}
    />
  );
}

export type CardHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  titleId?: string;
  className?: string;
};

/** Heading (h2) of a card with an optional line below it and actions at its end. */
export function CardHeader({ title, description, actions, titleId, className }: CardHeaderProps) {
  return (
    <div className={clsx("flex flex-wrap items-start justify-between gap-x-4 gap-y-2", className)}>
      <div className="min-w-0">
        <h2 id={titleId} className="text-base font-semibold text-ink">
          {title}
        </h2>
        {description ? <p className="mt-0.5 text-sm text-ink-faint">{description}</p> : null}
      </div>
      {/* One that is not offered just now takes no room. */}
      {actions ? (
        <div className="flex flex-wrap items-center gap-2 empty:hidden">{actions}</div>
      ) : null}
    </div>
  );
}

export type SectionProps = Omit<CardHeaderProps, "titleId"> & {
  children: ReactNode;
  /** For `#fragment` links. */
  id?: string;
  /** False lets the content (a table) touch the card's edges. */
  padded?: boolean;
};

/** A card that is a landmark named by its own heading. */
export function Section({ children, id, padded = true, className, ...header }: SectionProps) {
  const titleId = useId();
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className={clsx("min-w-0 rounded-lg border border-line bg-surface shadow-card", className)}
    >
      <CardHeader {...header} titleId={titleId} className="px-4 pt-4 sm:px-5" />
      <div className={padded ? "p-4 sm:px-5" : "mt-3 border-t border-line"}>{children}</div>
    </section>
  );
}

/** Term and value pairs; one column on phones, `columns` from 640 px. */
export function DescriptionList({
  columns = 2,
  className,
  children,
}: {
  columns?: 1 | 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const grid = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 lg:grid-cols-3" }[columns];
  return <dl className={clsx("grid gap-x-8 gap-y-4", grid, className)}>{children}</dl>;
}

export function DescriptionItem({
  term,
  className,
  children,
}: {
  term: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={clsx("min-w-0", className)}>
      <dt className="text-sm text-ink-faint">{term}</dt>
      <dd className="mt-0.5 wrap-anywhere text-ink">{children}</dd>
    </div>
  );
}
