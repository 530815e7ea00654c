"use client";

import clsx from "clsx";
import { useSay } from "#say";

type ViewSwitchProps = {
  value: "all" | "chosen";
  chosen: number;
  all: number;
  onChange: (value: "all" | "chosen") => void;
};

/** Whether the picker shows what the app asks for, or everything there is. */
export function ViewSwitch({ value, chosen, all, onChange }: ViewSwitchProps) {
  const say = useSay();
  const views = [
    { name: "chosen", label: say("Chosen"), count: chosen },
    { name: "all", label: say("All"), count: all },
  ] as const;
  return (
    <div role="group" aria-label={say("Scopes shown")} className="flex gap-1">
      {views.map(({ name, label, count }) => (
        <button
          key={name}
          type="button"
          aria-pressed={value === name}
          onClick={() => onChange(name)}
          className={clsx(
            "flex h-8 items-center gap-1.5 rounded-md px-2.5 text-sm font-medium max-sm:h-10",
            value === name
              ? "bg-accent-soft text-accent-text forced-colors:underline"
              : "text-ink-muted hover:bg-hover",
          )}
        >
          {label}
          <span className="text-xs tabular-nums opacity-80">{count}</span>
        </button>
      ))}
    </div>
  );
}
