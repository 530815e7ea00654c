import clsx from "clsx";
import {
  Ban,
  CircleAlert,
  CircleDot,
  Eye,
  Link2,
  Pencil,
  RefreshCw,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import { Link } from "./ui/link";
import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time";
import { TONE_TEXT, type Tone } from "./ui/tone";
import { useSay } from "#say";

export type TimelineKind =
  | "connected"
  | "reconnected"
  | "refreshed"
  | "failed"
  | "revoked"
  | "uninstalled"
  | "viewed"
  | "edited"
  | "other";

const LOOK: Record<TimelineKind, { icon: LucideIcon; tone: Tone }> = {
  connected: { icon: Link2, tone: "ok" },
  reconnected: { icon: Link2, tone: "ok" },
  refreshed: { icon: RefreshCw, tone: "neutral" },
  failed: { icon: CircleAlert, tone: "danger" },
  revoked: { icon: Ban, tone: "warn" },
  uninstalled: { icon: Trash2, tone: "warn" },
  viewed: { icon: Eye, tone: "info" },
  edited: { icon: Pencil, tone: "neutral" },
  other: { icon: CircleDot, tone: "neutral" },
};

export type TimelineItem = {
  id: string;
  kind: TimelineKind;
  /** For a run, the sentence about all of it: "Refreshed 48 times since yesterday". */
  title: ReactNode;
  detail?: ReactNode;
  /** Who did it: "Ada Admin", "Portico". */
  actor?: string;
  at: string;
  /** The audit record behind it. */
  href?: string;
  /** The single entries of a collapsed run, newest first; of a long one the latest. */
  run?: TimelineItem[];
};

export type TimelineProps = {
  items: TimelineItem[];
  /** The server's clock and the viewer's zone, as in RelativeTime. */
  now: string;
  timeZone: string;
  label: string;
  className?: string;
};

/** What happened, newest first. */
export function Timeline({ items, now, timeZone, label, className }: TimelineProps) {
  return (
    <ol aria-label={label} className={clsx("flex flex-col", className)}>
      {items.map((item) => (
        <Entry key={item.id} item={item} now={now} timeZone={timeZone} />
      ))}
    </ol>
  );
}

function Entry({ item, now, timeZone }: { item: TimelineItem; now: string; timeZone: string }) {
  const say = useSay();
  const { icon: Icon, tone } = LOOK[item.kind];
  return (
    <li className="group relative flex gap-3 pb-4 last:pb-0">
      <span
        aria-hidden
        className="absolute start-3 top-6 bottom-0 w-px bg-line group-last:hidden"
      />
      <span
        className={clsx(
          "z-10 grid size-6 shrink-0 place-items-center rounded-full border border-line bg-surface",
          TONE_TEXT[tone],
        )}
      >
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="wrap-anywhere">
          {item.href ? (
            <Link href={item.href} className="font-medium hover:underline">
              {item.title}
            </Link>
          ) : (
            <span className="font-medium">{item.title}</span>
          )}
        </p>
        {item.detail ? <p className="wrap-anywhere text-ink-muted">{item.detail}</p> : null}
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-ink-faint">
          {item.actor ? <span>{item.actor}</span> : null}
          <RelativeTime value={item.at} now={now} timeZone={timeZone} />
        </p>
        {item.run && item.run.length > 0 ? (
          <details className="mt-1.5">
            <summary className="min-h-6 w-fit rounded text-sm text-accent-text hover:underline">
              {say("Show the latest {count:number}", { count: item.run.length })}
            </summary>
            <ol className="mt-1 space-y-1 border-s border-line ps-3 text-sm text-ink-muted">
              {item.run.map((one) => (
                <li key={one.id} className="flex flex-wrap gap-x-2">
                  {one.href ? (
                    <Link href={one.href} className="hover:underline">
                      {one.title}
                    </Link>
                  ) : (
                    <span>{one.title}</span>
                  )}
                  <RelativeTime value={one.at} now={now} timeZone={timeZone} show="absolute" />
                </li>
              ))}
            </ol>
          </details>
        ) : null}
      </div>
    </li>
  );
}
