import clsx from "clsx";
import { middleTruncate } from "@/lib/format";
import { CopyButton } from "./copy-button";

export type CopyableProps = {
  value: string;
  /** Accessible name of the button: "Copy Hub ID". */
  label: string;
  /** Shorten long ids in the middle to this many characters; the full value is in the tooltip and the copy. */
  max?: number;
  className?: string;
};

/** A monospaced value with its copy button. */
export function Copyable({ value, label, max, className }: CopyableProps) {
  const text = max ? middleTruncate(value, max) : value;
  return (
    <span className={clsx("inline-flex max-w-full items-center gap-0.5", className)}>
      <code
        title={text === value ? undefined : value}
        className="min-w-0 font-mono text-sm wrap-break-word"
      >
        {text}
      </code>
      <CopyButton value={value} label={label} size="icon-sm" className="-my-1" />
    </span>
  );
}
