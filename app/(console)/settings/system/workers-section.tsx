import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { formatCount } from "@/lib/format";
import type { AlertFigures } from "@/lib/alerts/figures";
import { QUEUE_NAMES, type QueueName } from "@/lib/queue/queue";
import { say } from "@/lib/say/say";
import type { SystemView } from "@/lib/servers/system";

type WorkersSectionProps = Pick<SystemView, "servers" | "work"> &
  Pick<AlertFigures, "queues"> & { now: string; timeZone: string };

const QUEUES = {
  deliver: "{count:number} webhooks",
  message: "{count:number} messages",
  sign_in_note: "{count:number} notes of new browsers",
  bulk_row: "{count:number} bulk actions",
  backup: "{count:number} backups",
  rotate_keys: "{count:number} key rotation",
} as const satisfies Record<QueueName, string>;

const KINDS = {
  server: "Answers and works",
  server_only: "Answers only",
  worker: "Works only",
} as const;

function jobsIn(queues: AlertFigures["queues"]): string {
  if (!queues) return say("The queue cannot be reached");
  const waiting = QUEUE_NAMES.filter((name) => queues[name] > 0);
  if (waiting.length === 0) return say("None");
  return waiting.map((name) => say.count(queues[name], QUEUES[name], QUEUES[name])).join(", ");
}

/** Who renews tokens, and what there is to do. */
export function WorkersSection({ servers, work, queues, now, timeZone }: WorkersSectionProps) {
  const clock = { now, timeZone };
  return (
    <Section
      title={say("Workers")}
      description={say(
        "Servers and workers over this database that were heard of in the last half minute.",
      )}
    >
      <DescriptionList columns={3} className="mb-5">
        <DescriptionItem term={say("Refreshes due now")}>
          {formatCount(work.dueNow, undefined, say.lang)}
        </DescriptionItem>
        <DescriptionItem term={say("Due within the hour")}>
          {formatCount(work.dueInAnHour, undefined, say.lang)}
        </DescriptionItem>
        <DescriptionItem term={say("Answers of HubSpot on this disk")}>
          {work.waitingAnswers === 0
            ? say("None waits")
            : say.count(work.waitingAnswers, "{count:number} wait", "{count:number} wait")}
        </DescriptionItem>
        <DescriptionItem term={say("Jobs that wait or run")}>{jobsIn(queues)}</DescriptionItem>
        <DescriptionItem term={say("Apps that HubSpot fails")} className="sm:col-span-2">
          {work.pausedApps.length === 0 ? (
            say("None: HubSpot answers for every app")
          ) : (
            <ul className="flex flex-col gap-1">
              {work.pausedApps.map(({ slug, name, retryAt }) => (
                <li key={slug}>
                  <Link href={`/apps/${slug}`}>{name}</Link>
                  {retryAt ? (
                    <span className="text-ink-muted">
                      {" "}
                      {say.rich("is tried again {when}", {
                        when: <RelativeTime value={retryAt.toISOString()} {...clock} />,
                      })}
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
          {say("None yet: a server tells of itself a few seconds after its start.")}
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
                {say(KINDS[server.kind])}
              </Badge>
              <span className="text-sm text-ink-muted">Portico {server.version}</span>
              <span className="text-sm text-ink-muted">
                {say.rich("Started {when}", {
                  when: <RelativeTime value={server.startedAt.toISOString()} {...clock} />,
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
