"use client";

import clsx from "clsx";
import { THEME_CHOICES } from "./theme-choices";
import { useThemeChoice, type ThemeChoice } from "./use-theme-choice";
import { useSay } from "#say";

type ThemeSwitchProps = {
  className?: string;
  /** Name of the group. */
  label?: string;
  /** Names of the choices where they are not English. */
  names?: Record<ThemeChoice, string>;
};

/** Three buttons side by side, for pages without the person menu. */
export function ThemeSwitch({ className, label, names }: ThemeSwitchProps) {
  const say = useSay();
  const { choice, choose } = useThemeChoice();
  return (
    <div
      role="group"
      aria-label={label ?? say("Theme")}
      className={clsx(
        "inline-flex gap-0.5 rounded-md border border-line bg-surface p-0.5",
        className,
      )}
    >
      {THEME_CHOICES.map(({ value, label: english, icon: Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={choice === value}
          onClick={() => choose(value)}
          className="inline-flex h-7 items-center gap-1.5 rounded px-2 text-sm text-ink-faint hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
        >
          <Icon className="size-4" />
          {names?.[value] ?? say(english)}
        </button>
      ))}
    </div>
  );
}
