import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg" | "icon" | "icon-sm";

export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize; className?: string };

const BASE =
  "relative inline-flex shrink-0 items-center justify-center gap-1.5 overflow-hidden rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 aria-busy:cursor-progress aria-disabled:not-aria-busy:cursor-not-allowed aria-disabled:not-aria-busy:opacity-60 disabled:cursor-not-allowed disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0";

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent text-accent-ink shadow-card hover:bg-accent-hover data-popup-open:bg-accent-hover",
  secondary:
    "border-line-strong/60 bg-surface text-ink shadow-card hover:bg-hover data-popup-open:bg-hover",
  ghost:
    "border-transparent text-ink-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink",
  danger:
    "border-transparent bg-danger-fill text-danger-ink shadow-card hover:bg-danger-fill-hover",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "h-7 px-2.5 text-sm",
  md: "h-8 px-3 text-base max-sm:h-10",
  lg: "h-10 px-4 text-base",
  icon: "size-8 max-sm:size-10",
  "icon-sm": "size-7 max-sm:size-9",
};

/** Class string of a button, for elements that are not `Button` itself (menu triggers, links). */
export function buttonClass({ variant = "secondary", size = "md", className }: ButtonLook): string {
  return clsx(BASE, VARIANTS[variant], SIZES[size], className);
}
