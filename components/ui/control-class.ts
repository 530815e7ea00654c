import clsx from "clsx";

/** Look shared by inputs, text areas and selects. 16 px on phones keeps iOS from zooming in. */
export function controlClass(className?: string): string {
  return clsx(
    "w-full min-w-0 rounded-md border border-line-strong bg-surface text-ink placeholder:text-ink-faint max-sm:text-lg",
    "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint",
    "aria-invalid:border-danger aria-invalid:outline-danger focus-visible:outline-offset-0",
    className,
  );
}
