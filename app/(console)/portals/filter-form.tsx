"use client";

import { useRouter } from "next/navigation";
import { useTransition, type ReactNode } from "react";
import { ProgressLine } from "@/components/ui/progress-bar";

type FilterFormProps = { path: string; className?: string; children: ReactNode };

/** A plain GET form; with scripts it goes there without a new page, closes its panels, and leaves out what is empty. */
export function FilterForm({ path, className, children }: FilterFormProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <form
      action={path}
      method="get"
      aria-busy={pending || undefined}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const search = chosen(new FormData(form)).toString();
        for (const panel of form.querySelectorAll<HTMLElement>(":popover-open"))
          panel.hidePopover();
        startTransition(() => router.push(search ? `${path}?${search}` : path, { scroll: false }));
      }}
    >
      {children}
      <ProgressLine active={pending} className="absolute inset-x-0 bottom-0" />
    </form>
  );
}

/** Times count where "Custom" is chosen alone. */
function chosen(data: FormData): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of data) {
    const range = /^(.+)_(?:from|to)$/.exec(name)?.[1];
    if (typeof value !== "string" || value === "" || value === "any") continue;
    if (value === "custom" || (range && data.get(range) !== "custom")) continue;
    search.append(name, value);
  }
  return search;
}
