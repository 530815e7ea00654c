"use client";

import { Ellipsis, Link2, Trash2 } from "lucide-react";
import { useRef, useTransition } from "react";
import { copyText } from "@/components/copy-text";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { useToast } from "@/components/ui/popup/toast";
import { useSay } from "#say";
import { IDLE } from "@/lib/actions/action-state";
import type { FormAction } from "@/lib/actions/define-action";
import type { ListView } from "@/lib/list-views/built-in";
import { deleteViewAction, renameViewAction, restoreViewAction } from "./actions";
import { focusField, NameForm } from "./name-form";

type ViewPanelProps = { view: Required<ListView>; link: string };

/** What can be done with a view of one's own. Deleting it asks nothing, because it can be undone. */
export function ViewPanel({ view, link }: ViewPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const toast = useToast();
  const say = useSay();
  const [pending, startTransition] = useTransition();
  const run = (action: FormAction, undo?: () => void) =>
    startTransition(async () => {
      const data = new FormData();
      data.set("viewId", view.id);
      const { message = say("Done."), status } = await action(IDLE, data);
      const tone = status === "success" ? "success" : "info";
      const undoing =
        undo && status === "success" ? { label: say("Undo"), onClick: undo } : undefined;
      toast.show({ title: message, tone, action: undoing });
    });
  const close = () => panel.current?.hidePopover();
  return (
    <div className="py-1">
      <button
        type="button"
        popoverTarget="own-view"
        aria-label={say("Change the view {name}", { name: view.name })}
        className={buttonClass({ variant: "ghost", size: "icon-sm" })}
      >
        <Ellipsis aria-hidden />
      </button>
      <div
        ref={panel}
        id="own-view"
        popover="auto"
        role="group"
        aria-label={say("The view {name}", { name: view.name })}
        className="filter-panel p-4! sm:w-80"
        onToggle={focusField}
      >
        <NameForm
          action={renameViewAction}
          fields={{ viewId: view.id }}
          name={view.name}
          submitLabel={say("Rename")}
        />
        <div className="mt-4 flex flex-wrap gap-2 border-t border-line pt-3">
          <Button
            size="sm"
            icon={<Link2 aria-hidden />}
            onClick={async () => {
              const isCopied = await copyText(link);
              close();
              toast.show(
                isCopied
                  ? {
                      title: say("The link is copied. Whoever may sign in sees the same list."),
                    }
                  : { title: link, tone: "info" },
              );
            }}
          >
            {say("Copy link")}
          </Button>
          <Button
            size="sm"
            className="text-danger!"
            icon={<Trash2 aria-hidden />}
            pending={pending}
            onClick={() => {
              close();
              run(deleteViewAction, () => run(restoreViewAction));
            }}
          >
            {say("Delete view")}
          </Button>
        </div>
      </div>
    </div>
  );
}
