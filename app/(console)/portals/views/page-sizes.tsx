"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useSay } from "#say";
import { IDLE } from "@/lib/actions/action-state";
import { setPageSizeAction } from "./actions";

type PageSizesProps = {
  sizes: { size: number; href: string; isCurrent: boolean }[];
  /** The same list, with as many rows as the viewer likes. */
  plainHref: string;
};

/** Rows per page; what is chosen is remembered. Each is a link too, for another tab and without scripts. */
export function PageSizes({ sizes, plainHref }: PageSizesProps) {
  const router = useRouter();
  const say = useSay();
  const [pending, startTransition] = useTransition();
  const choose = (size: number) =>
    startTransition(async () => {
      const data = new FormData();
      data.set("pageSize", String(size));
      await setPageSizeAction(IDLE, data);
      startTransition(() => router.replace(plainHref, { scroll: false }));
    });
  return (
    <ul
      aria-label={say("Rows per page")}
      aria-busy={pending || undefined}
      className="flex items-center gap-1 text-sm"
    >
      {sizes.map(({ size, href, isCurrent }) => (
        <li key={size}>
          <a
            href={href}
            aria-current={isCurrent ? "true" : undefined}
            className="inline-grid h-7 min-w-8 place-items-center rounded px-1.5 text-ink-muted tabular-nums hover:bg-hover aria-current:bg-hover aria-current:font-semibold aria-current:text-ink"
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
              event.preventDefault();
              choose(size);
            }}
          >
            {size}
          </a>
        </li>
      ))}
    </ul>
  );
}
