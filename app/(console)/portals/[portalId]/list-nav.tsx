import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Link } from "@/components/ui/link";
import type { Context } from "@/lib/context";
import type { ListPlace } from "@/lib/portals/look-up/list-place";
import type { PortalListQuery } from "@/lib/portals/look-up/list-query";
import { findNeighbours, type Neighbour } from "@/lib/portals/look-up/neighbours";
import { say } from "@/lib/say/say";
import { listHref, portalHref } from "../list-href";

type ListNavProps = { ctx: Context; portalId: string; place: ListPlace };

/** Back to the list that the portal was opened from, as it was, and on to the portals beside it. */
export async function ListNav({ ctx, portalId, place }: ListNavProps) {
  const { query } = place;
  const { previous, next } = await findNeighbours(ctx, portalId, place);
  return (
    <nav
      aria-label={say("The list it was opened from")}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 print:hidden"
    >
      <Link
        href={listHref(query, { cursor: query.cursor })}
        className="inline-flex min-h-7 items-center gap-1.5 rounded text-sm text-ink-muted hover:text-ink hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
        {say("Back to the list")}
      </Link>
      <div className="flex gap-2">
        <Beside query={query} portal={previous} words={say("Previous portal")} shortcut="K">
          <ChevronLeft aria-hidden className="rtl:rotate-180" />
          {say("Previous")}
        </Beside>
        <Beside query={query} portal={next} words={say("Next portal")} shortcut="J">
          {say("Next")}
          <ChevronRight aria-hidden className="rtl:rotate-180" />
        </Beside>
      </div>
    </nav>
  );
}

type BesideProps = {
  query: PortalListQuery;
  portal: Neighbour | null;
  words: string;
  /** A single key of the whole console: see `openNeighbour`. */
  shortcut: "J" | "K";
  children: ReactNode;
};

/** At the list's end it stays in place as a disabled link, so the other one does not move. */
function Beside({ query, portal, words, shortcut, children }: BesideProps) {
  const look = buttonClass({ size: "sm", className: "max-sm:h-9" });
  if (!portal) {
    return (
      <span role="link" aria-disabled="true" aria-label={words} className={look}>
        {children}
      </span>
    );
  }
  return (
    <Link
      href={portalHref(query, portal)}
      aria-label={`${words}: ${portal.label}`}
      aria-keyshortcuts={shortcut}
      title={`${portal.label} (${shortcut})`}
      className={look}
    >
      {children}
    </Link>
  );
}
