import clsx from "clsx";
import type { ReactNode } from "react";

export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={clsx("flex flex-col gap-4 px-5 pt-4", className)}>{children}</div>;
}

/** Actions of a dialog; they stay in view while the text above scrolls. */
export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={clsx(
        "sticky bottom-0 mt-auto flex flex-col-reverse gap-2 bg-raised px-5 pt-5 pb-5 sm:flex-row sm:justify-end",
        className,
      )}
    >
      {children}
    </div>
  );
}
