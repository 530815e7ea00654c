"use client";

import clsx from "clsx";
import { formatCount } from "@/lib/format";
import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useSay } from "#say";

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** Things that need attention there; zero and undefined show nothing. */
  count?: number;
  /** What the count means, for screen readers: "need attention". */
  countLabel?: string;
};

function isCurrent(pathname: string, href: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}

/** The sections of the console; marks the one the current page belongs to. */
export function NavLinks({ items, onNavigate }: { items: NavItem[]; onNavigate?: () => void }) {
  const { lang } = useSay();
  const pathname = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map(({ href, label, icon, count, countLabel }) => {
        const current = isCurrent(pathname, href);
        return (
          <li key={href}>
            <Link
              href={href}
              onClick={onNavigate}
              aria-current={current ? (pathname === href ? "page" : "true") : undefined}
              className={clsx(
                "flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium max-md:h-11 [&_svg]:size-4 [&_svg]:shrink-0",
                current
                  ? "bg-accent-soft text-accent-text forced-colors:underline"
                  : "text-ink-muted hover:bg-line/60 hover:text-ink",
              )}
            >
              {icon}
              <span className="min-w-0 flex-1 truncate">{label}</span>
              {count ? (
                <span className="rounded-full bg-danger-soft px-1.5 text-xs text-danger tabular-nums">
                  {formatCount(count, undefined, lang)}
                  {countLabel ? <span className="sr-only">{` ${countLabel}`}</span> : null}
                </span>
              ) : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
