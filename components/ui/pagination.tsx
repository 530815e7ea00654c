import clsx from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Link } from "./link";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";
import { formatCount } from "@/lib/format";
import { useSay } from "#say";

export type PaginationProps = {
  /** Keyset links; leave out the one that does not exist. */
  previousHref?: string;
  nextHref?: string;
  /** Rows on this page, and in the whole filtered list (shown as "10,000+" from there on). */
  shown: number;
  total: number;
  /** Plural noun: "portals". */
  noun: string;
  /** How many rows a page has: 25, 50, 100. */
  sizes?: ReactNode;
  className?: string;
};

export function Pagination(props: PaginationProps) {
  const { previousHref, nextHref, shown, total, noun, sizes, className } = props;
  const say = useSay();
  const counts = say("{shown:number} of {total} {noun}", {
    shown,
    total: formatCount(total, undefined, say.lang),
    noun,
  });
  return (
    <nav
      aria-label={say("Pages")}
      className={clsx("flex flex-wrap items-center justify-between gap-x-6 gap-y-2", className)}
    >
      <p className="text-sm text-ink-faint tabular-nums">{counts}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {sizes}
        <div className="flex gap-2">
          <PageLink href={previousHref}>
            <ChevronLeft className="rtl:rotate-180" />
            {say.rich("Previous<more> page</more>", { more: forScreenReaders })}
          </PageLink>
          <PageLink href={nextHref}>
            {say.rich("Next<more> page</more>", { more: forScreenReaders })}
            <ChevronRight className="rtl:rotate-180" />
          </PageLink>
        </div>
      </div>
    </nav>
  );
}

const forScreenReaders = (text: string) => <span className="sr-only">{text}</span>;

/** Without a target it stays in place as a disabled link, so the other one does not move. */
function PageLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const look = buttonClass({ variant: "secondary", size: "sm" });
  if (href) {
    return (
      <Link href={href} className={look}>
        {children}
      </Link>
    );
  }
  return (
    <span role="link" aria-disabled="true" className={look}>
      {children}
    </span>
  );
}
