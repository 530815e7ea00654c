"use client";

import { THEME_CHOICES } from "./theme-choices";
import { MenuRadioGroup } from "@/components/ui/popup/menu";
import { useThemeChoice } from "./use-theme-choice";
import { useSay } from "#say";

/** Light, dark or system as a group of menu items. */
export function ThemeMenuGroup() {
  const say = useSay();
  const { choice, choose } = useThemeChoice();
  return (
    <MenuRadioGroup
      label={say("Theme")}
      value={choice ?? "system"}
      onChange={(next) => {
        const chosen = THEME_CHOICES.find(({ value }) => value === next);
        if (chosen) choose(chosen.value);
      }}
      choices={THEME_CHOICES.map(({ value, label, icon: Icon }) => ({
        value,
        label: say(label),
        icon: <Icon />,
      }))}
    />
  );
}
