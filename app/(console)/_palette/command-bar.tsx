"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import type { Place } from "./places";
import { noteRecent } from "./recent";
import { listenToKeys } from "./shortcut-keys";
import { useSay } from "#say";

// Fetched when first opened: no page waits for it.
const Palette = lazy(() => import("./palette"));
const ShortcutHelp = lazy(() => import("./shortcut-help"));

type CommandBarProps = { personId: string; places: Place[] };

/** The way to everything: a button that opens the palette, and the keys of the whole console. */
export function CommandBar({ personId, places }: CommandBarProps) {
  const say = useSay();
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);

  useEffect(
    () =>
      listenToKeys({
        openPalette: () => setOpen("palette"),
        openHelp: () => setOpen("help"),
        go: (href) => router.push(href),
      }),
    [router],
  );

  useEffect(() => {
    // The title follows the page a little later.
    const timer = window.setTimeout(() => noteRecent(personId, pathname, document.title), 800);
    return () => window.clearTimeout(timer);
  }, [personId, pathname]);

  return (
    <>
      {/* Before scripts arrive it leads to the list of portals, which has a search box. */}
      <form
        action="/portals"
        onSubmit={(event) => {
          event.preventDefault();
          setOpen("palette");
        }}
      >
        <button
          type="submit"
          className="flex h-8 w-full min-w-0 cursor-pointer items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-start text-ink-faint hover:bg-hover max-md:h-10 max-md:w-10 max-md:justify-center max-md:border-transparent max-md:px-0"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1 truncate max-md:sr-only">{say("Find or go to")}</span>
          <span aria-hidden className="flex gap-0.5 max-md:hidden">
            <Kbd>{say("Ctrl")}</Kbd>
            <Kbd>K</Kbd>
          </span>
        </button>
      </form>
      <Suspense fallback={null}>
        {open === "palette" ? (
          <Palette
            personId={personId}
            places={places}
            onClose={() => setOpen(null)}
            onHelp={() => setOpen("help")}
          />
        ) : null}
        {open === "help" ? <ShortcutHelp onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}
