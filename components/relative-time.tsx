"use client";

import clsx from "clsx";
import { formatDateTime, formatIso, formatRelative, toEpochMs } from "@/lib/format";
import { useSay } from "#say";
import { useNow } from "./use-now";

export type RelativeTimeProps = {
  /** The instant: ISO string or epoch milliseconds. */
  value: string | number;
  /** The server's clock when it rendered; keeps server and browser text equal. */
  now: string | number;
  /** Zone the viewer chose, such as "Europe/Berlin". */
  timeZone: string;
  /**
   * "both" writes "in 12 min · 21 Nov 2026, 17:05 CET"; "relative" keeps the rest for the tooltip; "beside" has none,
   * for where the absolute time stands beside it.
   */
  show?: "both" | "relative" | "absolute" | "beside";
  className?: string;
};

/** A time in words. Counts along quietly: it is not a live region, so it is never announced. */
export function RelativeTime({
  value,
  now,
  timeZone,
  show = "both",
  className,
}: RelativeTimeProps) {
  const { lang } = useSay();
  const instant = toEpochMs(value);
  const current = useNow(instant, toEpochMs(now));
  const absolute = formatDateTime(instant, timeZone, { lang });
  const iso = formatIso(instant);
  return (
    <time
      dateTime={iso}
      title={
        { relative: `${absolute} (${iso})`, beside: undefined, both: iso, absolute: iso }[show]
      }
      className={show === "beside" ? className : clsx("tabular-nums", className)}
    >
      {show === "absolute" ? absolute : formatRelative(instant, current, lang)}
      {show === "both" ? <span className="text-ink-faint">{` · ${absolute}`}</span> : null}
    </time>
  );
}
