"use client";

import { BookmarkPlus } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { useSay } from "#say";
import { saveViewAction } from "./actions";
import { focusField, NameForm } from "./name-form";

/** Keeps the list as it is shown now under a name. */
export function SaveView({ search }: { search: string }) {
  const say = useSay();
  return (
    <div className="py-1">
      <button
        type="button"
        popoverTarget="save-view"
        className={buttonClass({ variant: "ghost", size: "sm", className: "max-sm:h-10" })}
      >
        <BookmarkPlus aria-hidden />
        {say("Save view")}
      </button>
      <div
        id="save-view"
        popover="auto"
        role="group"
        aria-label={say("Save view")}
        className="filter-panel p-4! sm:w-80"
        onToggle={focusField}
      >
        <NameForm
          action={saveViewAction}
          fields={{ search }}
          hint={say(
            "Filters, search and sort are kept, for you alone. Its address works for everybody.",
          )}
          submitLabel={say("Save view")}
        />
      </div>
    </div>
  );
}
