import clsx from "clsx";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "./ui/link-button";
import { useSay } from "#say";

export type EmptyStateProps = {
  icon: ReactNode;
  title: ReactNode;
  /** Why it is empty and what would fill it. */
  children?: ReactNode;
  /** One primary action. */
  action?: ReactNode;
  className?: string;
};

/** First use of a list: why there is nothing yet, and the one thing to do about it. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={clsx("flex flex-col items-center px-6 py-12 text-center", className)}>
      <div className="mb-3 grid size-10 place-items-center rounded-lg border border-line bg-sunken text-ink-faint [&_svg]:size-5">
        {icon}
      </div>
      <h2 className="text-base font-semibold">{title}</h2>
      {children ? <div className="mt-1 max-w-md text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-4">{action}</div> : null}
    </div>
  );
}

export type NoResultsProps = {
  title?: ReactNode;
  /** The same list without any filter. */
  clearHref: string;
  /** Which filters and search words were active, in words. */
  children?: ReactNode;
  className?: string;
};

/** Filters that match nothing: says which, and offers to clear them. */
export function NoResults({ title, clearHref, children, className }: NoResultsProps) {
  const say = useSay();
  return (
    <EmptyState
      icon={<SearchX />}
      title={title ?? say("Nothing matches these filters")}
      className={className}
      action={<LinkButton href={clearHref}>{say("Clear filters")}</LinkButton>}
    >
      {children}
    </EmptyState>
  );
}
