import clsx from "clsx";
import type { ReactNode } from "react";

/** A key cap shown beside the action it triggers. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={clsx(
        "inline-flex h-5 min-w-5 items-center justify-center rounded border border-line bg-sunken px-1 font-mono text-xs text-ink-faint",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
