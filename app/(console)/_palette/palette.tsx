"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import {
  startTransition,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from "react";
import { Kbd } from "@/components/ui/kbd";
import { ProgressLine } from "@/components/ui/progress-bar";
import { useToast } from "@/components/ui/popup/toast";
import { IDLE } from "@/lib/actions/action-state";
import { refreshPortalAction } from "../portals/actions";
import { paletteGroups, type PaletteItem } from "./palette-items";
import { PaletteList } from "./palette-list";
import type { Place } from "./places";
import { readRecent } from "./recent";
import { useFound } from "./use-found";
import { useSay } from "#say";

type PaletteProps = {
  personId: string;
  places: Place[];
  onClose: () => void;
  onHelp: () => void;
};

/** Finds anything and goes there: one field, and a list that follows it. The focus stays in the field. */
export default function Palette({ personId, places, onClose, onHelp }: PaletteProps) {
  const say = useSay();
  const id = useId();
  const router = useRouter();
  const toast = useToast();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const query = text.trim();
  const answer = useFound(query);
  const isWaiting = query !== answer.text;
  const [recent] = useState(() => readRecent(personId));
  const groups = useMemo(
    () => paletteGroups(query, places, recent, answer.found, say),
    [query, places, recent, answer.found, say],
  );
  const items = groups.flatMap((group) => group.items);
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(items.length - 1, 0));
  const optionId = (index: number) => `${id}-${index}`;
  /** Enter was pressed before the server's answer came: it opens the first thing found. */
  const isHasty = useRef(false);
  useEffect(() => {
    if (isWaiting || !isHasty.current) return;
    isHasty.current = false;
    document.getElementById(`${id}-0`)?.click();
  }, [isWaiting, id]);

  function run(item: PaletteItem) {
    onClose();
    if (!item.refresh) return;
    const form = new FormData();
    const { portalId, seenVersion } = item.refresh;
    form.set("portalId", portalId);
    form.set("seenVersion", String(seenVersion));
    startTransition(async () => {
      const { data, message } = await refreshPortalAction(IDLE, form);
      const title = data?.title ?? message ?? say("It was not refreshed.");
      toast.show({ title, tone: data?.ok ? "success" : "info" });
      // Its page says why, and what comes next.
      if (!data?.ok) router.push(`/portals/${portalId}`);
    });
  }

  function onKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length > 0) {
      const next = (at + step + items.length) % items.length;
      setActive(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      if (isWaiting && at === 0) isHasty.current = true;
      else document.getElementById(optionId(at))?.click();
    } else if (event.key === "?" && text === "") onHelp();
    else return;
    event.preventDefault();
  }

  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          initialFocus={field}
          className="fixed inset-x-0 top-0 z-50 mx-auto flex h-dvh w-full flex-col overflow-hidden border-line bg-raised text-ink shadow-pop outline-none sm:top-[12vh] sm:h-auto sm:max-h-[70vh] sm:max-w-xl sm:rounded-xl sm:border"
        >
          <Dialog.Title className="sr-only">{say("Find or go to")}</Dialog.Title>
          <div className="relative flex items-center gap-2 border-b border-line px-3">
            <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
            <input
              ref={field}
              role="combobox"
              aria-label={say("Find by Hub ID, domain, email, app, client ID or request ID")}
              aria-expanded
              aria-controls={`${id}-list`}
              aria-activedescendant={items.length > 0 ? optionId(at) : undefined}
              aria-autocomplete="list"
              aria-busy={isWaiting || undefined}
              placeholder={say("Hub ID, domain, email, app, request ID, page…")}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setActive(0);
                isHasty.current = false;
              }}
              onKeyDown={onKey}
              autoComplete="off"
              spellCheck={false}
              className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-faint"
            />
            <Dialog.Close className="rounded border border-line px-2 py-1 text-sm text-ink-muted hover:bg-hover">
              {say("Close")}
            </Dialog.Close>
            <ProgressLine active={isWaiting} className="absolute inset-x-0 bottom-0" />
          </div>
          <PaletteList
            id={`${id}-list`}
            groups={groups}
            active={at}
            optionId={optionId}
            onHover={setActive}
            onRun={run}
          />
          <p role="status" className="px-4 py-3 text-ink-muted empty:hidden">
            {answer.problem && !isWaiting ? say(answer.problem) : null}
            {items.length === 0 && !isWaiting && !answer.problem
              ? say(
                  "Nothing fits “{text}”. Hub IDs, domains, emails, apps, client IDs, request and correlation IDs are searched.",
                  { text: query },
                )
              : null}
          </p>
          <p className="mt-auto flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-sunken px-4 py-2 text-sm text-ink-faint max-sm:hidden">
            <span className="flex items-center gap-1">
              <Kbd>↑</Kbd>
              <Kbd>↓</Kbd> {say("choose")}
            </span>
            <span className="flex items-center gap-1">
              <Kbd>{say("Enter|key")}</Kbd> {say("open|key")}
            </span>
            <span className="flex items-center gap-1">
              <Kbd>?</Kbd> {say("all shortcuts")}
            </span>
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
