import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { formatCount, formatNumber } from "@/lib/format";
import type { AlertFigures } from "@/lib/alerts/figures";
import { QUEUE_NAMES, type QueueName } from "@/lib/queue/queue";
import type { SystemView } from "@/lib/servers/system";

type WorkersSectionProps = Pick<SystemView, "servers" | "work"> &
  Pick<AlertFigures, "queues"> & { now: string; timeZone: string };

const QUEUES: Record<QueueName, string> = {
  deliver: "webhooks",
  message: "messages",
  sign_in_note: "notes of new browsers",
  bulk_row: "bulk actions",
  backup: "backups",
  rotate_keys: "key rotation",
};

const KINDS = {
  server: "Answers and works",
  server_only: "Answers only",
  worker: "Works only",
} as const;

function jobsIn(queues: AlertFigures["queues"]): string {
  if (!queues) return "The queue cannot be reached";
  const waiting = QUEUE_NAMES.filter((name) => queues[name] > 0);
  if (waiting.length === 0) return "None";
  return waiting.map((name) => `${formatNumber(queues[name])} ${QUEUES[name]}`).join(", ");
}

/** Who renews tokens, and what there is to do. */
export function WorkersSection({ servers, work, queues, now, timeZone }: WorkersSectionProps) {
  const clock = { now, timeZone };
  return (
    <Section
      title="Workers"
      description="Servers and workers over this database that were heard of in the last half minute."
    >
      <DescriptionList columns={3} className="mb-5">
        <DescriptionItem term="Refreshes due now">{formatCount(work.dueNow)}</DescriptionItem>
        <DescriptionItem term="Due within the hour">
          {formatCount(work.dueInAnHour)}
        </DescriptionItem>
        <DescriptionItem term="Answers of HubSpot on this disk">
          {work.waitingAnswers === 0 ? "None waits" : `${formatNumber(work.waitingAnswers)} wait`}
        </DescriptionItem>
        <DescriptionItem term="Jobs that wait or run">{jobsIn(queues)}</DescriptionItem>
        <DescriptionItem term="Apps that HubSpot fails" className="sm:col-span-2">
          {work.pausedApps.length === 0 ? (
            "None: HubSpot answers for every app"
          ) : (
            <ul className="flex flex-col gap-1">
              {work.pausedApps.map(({ slug, name, retryAt }) => (
                <li key={slug}>
                  <Link href={`/apps/${slug}`}>{name}</Link>
                  {retryAt ? (
                    <span className="text-ink-muted">
                      {" "}
                      is tried again <RelativeTime value={retryAt.toISOString()} {...clock} />
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </DescriptionItem>
      </DescriptionList>
      {servers.length === 0 ? (
        <p className="text-ink-muted">
          None yet: a server tells of itself a few seconds after its start.
        </p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {servers.map((server) => (
            <li
              key={`${server.name} ${server.startedAt.toISOString()}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3"
            >
              <span className="min-w-0 flex-1 basis-48 wrap-anywhere text-ink">{server.name}</span>
              <Badge tone={server.kind === "server_only" ? "neutral" : "ok"}>
                {KINDS[server.kind]}
              </Badge>
              <span className="text-sm text-ink-muted">Portico {server.version}</span>
              <span className="text-sm text-ink-muted">
                Started <RelativeTime value={server.startedAt.toISOString()} {...clock} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
