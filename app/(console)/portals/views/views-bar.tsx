import clsx from "clsx";
import { Link } from "@/components/ui/link";
import { BUILT_IN_VIEWS, isPlain, viewSearch, type ListView } from "@/lib/list-views/built-in";
import type { PortalListQuery } from "@/lib/portals/look-up/list-query";
import { say } from "@/lib/say/say";
import { SaveView } from "./save-view";
import { ViewPanel } from "./view-panel";

type ViewsBarProps = { query: PortalListQuery; own: Required<ListView>[]; origin: string };

/** Views of the list, those that come with Portico and those that the viewer keeps. A view is an address. */
export function ViewsBar({ query, own, origin }: ViewsBarProps) {
  const search = viewSearch(query);
  const isKnown = [...BUILT_IN_VIEWS, ...own].some((view) => view.search === search);
  const current = own.find((view) => view.search === search);
  return (
    <div className="flex min-h-[2.3125rem] min-w-0 flex-wrap items-center gap-x-2 border-b border-line print:hidden">
      <nav aria-label={say("Views")} className="-mb-px min-w-0 overflow-x-auto">
        <ul className="flex">
          {[...BUILT_IN_VIEWS, ...own].map((view) => {
            const isCurrent = view.search === search && (!view.id || view.id === current?.id);
            return (
              <li key={view.id ?? view.name}>
                <Link
                  href={view.search ? `/portals?${view.search}` : "/portals"}
                  scroll={false}
                  aria-current={isCurrent ? "page" : undefined}
                  className={clsx(
                    "flex h-9 items-center px-2.5 font-medium whitespace-nowrap -outline-offset-2 max-sm:h-11",
                    isCurrent
                      ? "border-b-2 border-accent pt-0.5 text-ink"
                      : "text-ink-muted hover:text-ink",
                  )}
                >
                  {view.id ? view.name : say.any(view.name)}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      {current ? (
        <ViewPanel key={current.id} view={current} link={`${origin}/portals?${current.search}`} />
      ) : null}
      {isKnown || isPlain(query) ? null : <SaveView key={search} search={search} />}
    </div>
  );
}
