import clsx from "clsx";
import { Link } from "./link";
import { formatCount } from "@/lib/format";
import { useSay } from "#say";

export type TabLink = { href: string; label: string; count?: number; current: boolean };

/** Tabs that are links: each view has its own URL. `label` names the group for screen readers. */
export function TabLinks({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: TabLink[];
  className?: string;
}) {
  const { lang } = useSay();
  return (
    <nav aria-label={label} className={clsx("overflow-x-auto border-b border-line", className)}>
      <ul className="flex gap-1">
        {tabs.map(({ href, label: text, count, current }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={current ? "page" : undefined}
              className={clsx(
                "flex h-9 items-center gap-1.5 px-2.5 font-medium whitespace-nowrap -outline-offset-2",
                current
                  ? "border-b-2 border-accent pt-0.5 text-ink"
                  : "text-ink-muted hover:text-ink",
              )}
            >
              {text}
              {count === undefined ? null : (
                <span className="rounded-full bg-hover px-1.5 text-xs text-ink-muted tabular-nums">
                  {formatCount(count, undefined, lang)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
