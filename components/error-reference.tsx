import clsx from "clsx";
import { CopyButton } from "./copy-button";
import { useSay } from "#say";

export type ErrorReferenceProps = {
  /** Our own request id. */
  requestId?: string;
  /** HubSpot's correlationId, when it sent one. */
  correlationId?: string | null;
  className?: string;
};

/** The ids to quote when asking for help, with one button that copies them all. */
export function ErrorReference({ requestId, correlationId, className }: ErrorReferenceProps) {
  const say = useSay();
  const lines = [
    requestId ? { label: say("Request"), value: requestId } : undefined,
    correlationId ? { label: say("HubSpot correlation"), value: correlationId } : undefined,
  ].filter((line) => line !== undefined);
  if (lines.length === 0) return null;
  const text = lines.map(({ label, value }) => `${label}: ${value}`).join("\n");
  return (
    <div className={clsx("flex items-center gap-2 text-sm text-ink-faint", className)}>
      <dl className="min-w-0">
        {lines.map(({ label, value }) => (
          <div key={label} className="flex flex-wrap gap-x-1.5">
            <dt>{label}</dt>
            <dd className="font-mono wrap-anywhere text-ink-muted">{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton value={text} label={say("Copy reference")} />
    </div>
  );
}
