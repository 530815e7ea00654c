"use client";

import { useRouter } from "next/navigation";
import { useId, useTransition } from "react";
import { NativeSelect } from "@/components/ui/field";
import { useSay } from "#say";

type SortSelectProps = { choices: { label: string; href: string; isCurrent: boolean }[] };

/** How the list is sorted, on phones; wider screens sort by the headers of the columns. */
export function SortSelect({ choices }: SortSelectProps) {
  const router = useRouter();
  const say = useSay();
  const id = useId();
  const [pending, startTransition] = useTransition();
  return (
    <div className="min-w-0 sm:hidden">
      <label htmlFor={id} className="sr-only">
        {say("Sort")}
      </label>
      <NativeSelect
        id={id}
        value={choices.find(({ isCurrent }) => isCurrent)?.href}
        aria-busy={pending || undefined}
        onChange={(event) => {
          const href = event.target.value;
          startTransition(() => router.replace(href, { scroll: false }));
        }}
        className="max-w-44 text-base!"
      >
        {choices.map(({ href, label }) => (
          <option key={label} value={href}>
            {label}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
