import clsx from "clsx";
import { FlaskConical } from "lucide-react";
import type { ReactNode } from "react";

/** A line across the whole page, such as the demo notice. It is a landmark, so it cannot be missed. */
export function Banner({
  label,
  icon = <FlaskConical />,
  className,
  children,
}: {
  /** Names the landmark: "Demo notice". */
  label: string;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <aside
      aria-label={label}
      className={clsx(
        "flex min-h-8 items-center justify-center gap-2 border-b border-warn-line bg-warn-soft px-4 py-1 text-center text-sm font-medium text-warn [&_svg]:size-4 [&_svg]:shrink-0",
        className,
      )}
    >
      {icon}
      <p>{children}</p>
    </aside>
  );
}
