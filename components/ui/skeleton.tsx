import clsx from "clsx";
import { useSay } from "#say";

/** Placeholder box; give it the size of what will stand there. Announced by the region, not by itself. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        "block h-4 animate-shimmer rounded bg-line motion-reduce:animate-none",
        className,
      )}
    />
  );
}

const WIDTHS = ["w-3/4", "w-1/2", "w-2/3", "w-5/6"];

/** First-load placeholder of a list: `rows` lines at table row height, with one polite announcement. */
export function SkeletonRows({ rows = 8, className }: { rows?: number; className?: string }) {
  const say = useSay();
  return (
    <div role="status" className={clsx("divide-y divide-line", className)}>
      <span className="sr-only">{say("Loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-11 items-center gap-8 px-4">
          <Skeleton className={clsx("max-w-48", WIDTHS[index % WIDTHS.length])} />
          <Skeleton className="hidden w-24 sm:block" />
          <Skeleton className="ms-auto w-20" />
        </div>
      ))}
    </div>
  );
}
