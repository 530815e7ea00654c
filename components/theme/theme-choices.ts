import { Monitor, Moon, Sun } from "lucide-react";
import type { ThemeChoice } from "./use-theme-choice";

/** What can be chosen, in the order of the switch. */
export const THEME_CHOICES = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
] as const satisfies { value: ThemeChoice; label: string; icon: typeof Sun }[];
