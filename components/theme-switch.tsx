"use client";

import clsx from "clsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { MenuRadioGroup } from "./ui/menu";
import { useThemeChoice, type ThemeChoice } from "./use-theme-choice";

const CHOICES: { value: ThemeChoice; label: string; icon: typeof Sun }[] = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
];

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
      {CHOICES.map(({ value, label, icon: Icon }) => (
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

/** The same choice as a group of menu items. */
export function ThemeMenuGroup() {
  const { choice, choose } = useThemeChoice();
  return (
    <MenuRadioGroup
      label="Theme"
      value={choice ?? "system"}
      onChange={(next) => {
        const chosen = CHOICES.find(({ value }) => value === next);
        if (chosen) choose(chosen.value);
      }}
      choices={CHOICES.map(({ value, label, icon: Icon }) => ({ value, label, icon: <Icon /> }))}
    />
  );
}
