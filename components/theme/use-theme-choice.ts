"use client";

import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

export type ThemeChoice = "light" | "dark" | "system";

const never = () => () => undefined;

/** The viewer's choice. The server cannot know it, so `choice` is undefined until the browser has taken over. */
export function useThemeChoice(): {
  choice: ThemeChoice | undefined;
  choose: (choice: ThemeChoice) => void;
} {
  const { theme, setTheme } = useTheme();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const known = theme === "light" || theme === "dark" || theme === "system" ? theme : "system";
  return { choice: inBrowser ? known : undefined, choose: setTheme };
}
