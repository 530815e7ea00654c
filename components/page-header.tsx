import clsx from "clsx";
import { ChevronRight, CircleQuestionMark } from "lucide-react";
import { useSay } from "#say";
import { Link } from "./ui/link";
import type { ReactNode } from "react";

export type Crumb = { label: string; href: string };

export type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Where docs/console.md says what this page is: the anchor of its heading there. */
  about?: string;
  /** Pages above this one, outermost first. */
  breadcrumbs?: Crumb[];
  /** Beside the heading: status badges, ids. */
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** Top of a page: the only h1. It can take focus, so that a route change is announced. */
export function PageHeader(props: PageHeaderProps) {
  const { title, description, about, breadcrumbs = [], meta, actions, className } = props;
  const say = useSay();
  return (
    <header className={clsx("flex flex-col gap-2", className)}>
      {breadcrumbs.length > 0 ? (
        <nav aria-label={say("Breadcrumb")} className="print:hidden">
          <ol className="flex flex-wrap items-center gap-1 text-sm text-ink-faint">
            {breadcrumbs.map(({ label, href }) => (
              <li key={href} className="flex items-center gap-1">
                <Link
                  href={href}
                  className="inline-flex min-h-6 items-center rounded hover:text-ink hover:underline"
                >
                  {label}
                </Link>
                <ChevronRight className="size-3.5 rtl:rotate-180" />
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1
              tabIndex={-1}
              className="rounded text-xl font-semibold tracking-tight wrap-anywhere"
            >
              {title}
            </h1>
            {about ? <WhatIsThis about={about} /> : null}
            {meta}
          </div>
          {description ? <p className="mt-1 max-w-2xl text-ink-muted">{description}</p> : null}
        </div>
        {actions ? (
          <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>
        ) : null}
      </div>
    </header>
  );
}

function WhatIsThis({ about }: { about: string }) {
  const say = useSay();
  return (
    <Link
      href={`/docs/console#${about}`}
      title={say("What is this page?")}
      className="grid size-6 place-items-center rounded-full text-ink-faint hover:bg-hover hover:text-ink print:hidden"
    >
      <CircleQuestionMark className="size-4" />
      <span className="sr-only">{say("What is this page?")}</span>
    </Link>
  );
}
