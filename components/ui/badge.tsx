import clsx from "clsx";
import type { ReactNode } from "react";
import { TONE_CLASS, type Tone } from "./tone";

export type BadgeProps = {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A short state in words. Colour and icon repeat the words, they never replace them. */
export function Badge({ tone = "neutral", icon, children, className }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-5.5 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0",
        TONE_CLASS[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
