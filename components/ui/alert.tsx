import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { TONE_CLASS } from "./tone";

export type AlertTone = "info" | "success" | "warning" | "danger";

const LOOK = {
  info: { icon: Info, tone: TONE_CLASS.info },
  success: { icon: CircleCheck, tone: TONE_CLASS.ok },
  warning: { icon: TriangleAlert, tone: TONE_CLASS.warn },
  danger: { icon: CircleAlert, tone: TONE_CLASS.danger },
};

export type AlertProps = {
  tone?: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** A message in the page. Danger interrupts a screen reader; the other tones wait their turn. */
export function Alert({ tone = "info", title, children, actions, className }: AlertProps) {
  const { icon: Icon, tone: colours } = LOOK[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={clsx(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border px-3.5 py-3",
        colours,
        className,
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-48">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="wrap-anywhere text-ink-muted">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
