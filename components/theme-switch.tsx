"use client";

import clsx from "clsx";
import { THEME_CHOICES } from "./theme-choices";
import { useThemeChoice } from "./use-theme-choice";

/** Three buttons side by side, for pages without the person menu. */
export function ThemeSwitch({ className }: { className?: string }) {
  const { choice, choose } = useThemeChoice();
  return (
    <div
      role="group"
      aria-label="Theme"
      className={clsx(
        "inline-flex gap-0.5 rounded-md border border-line bg-surface p-0.5",
        className,
      )}
    >
      {THEME_CHOICES.map(({ value, label, icon: Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={choice === value}
          onClick={() => choose(value)}
          className="inline-flex h-7 items-center gap-1.5 rounded px-2 text-sm text-ink-faint hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
        >
          <Icon className="size-4" />
          {label}
        </button>
      ))}
    </div>
  );
}
