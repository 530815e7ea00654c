import clsx from "clsx";
import { useId, type ReactNode } from "react";

export type ProgressBarProps = {
  label: ReactNode;
  /** How much is done; leave out while the amount is unknown. */
  value?: number;
  max?: number;
  /** Words for the figure, such as "3 of 5 revoked". */
  valueText?: ReactNode;
  className?: string;
};

/** A native progress element: no inline styles, so it works under a strict style policy. */
export function ProgressBar({ label, value, max = 100, valueText, className }: ProgressBarProps) {
  const id = useId();
  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <label htmlFor={id} className="text-ink-muted">
          {label}
        </label>
        {valueText ? <span className="text-ink-faint tabular-nums">{valueText}</span> : null}
      </div>
      <progress
        id={id}
        className="meter"
        max={max}
        value={value}
        aria-valuetext={typeof valueText === "string" ? valueText : undefined}
      />
    </div>
  );
}

/** Thin line over a list that is being fetched again while its old rows stay. Takes no room. */
export function ProgressLine({ active, className }: { active: boolean; className?: string }) {
  return (
    <div aria-hidden className={clsx("h-0.5 overflow-hidden", className)}>
      {active ? (
        <div className="h-full w-2/5 animate-slide bg-accent motion-reduce:w-full" />
      ) : null}
    </div>
  );
}
