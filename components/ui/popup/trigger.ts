import type { ReactNode } from "react";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-class";

/** How the button that opens a dialog, menu or popover looks. Data only, so server components can pass it. */
export type TriggerLook = {
  label: ReactNode;
  /** Accessible name when the label is only an icon. */
  ariaLabel?: string;
  icon?: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};
