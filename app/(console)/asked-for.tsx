import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { formatCount } from "@/lib/format";
import type { OpenRequest } from "@/lib/portals/care/queries";
import { say } from "@/lib/say/say";

type AskedForProps = {
  requests: OpenRequest[];
  total: number;
  now: string;
  timeZone: string;
};

/** Reconnects that somebody of the team waits for, with the button that helps. */
export function AskedFor({ requests, total, now, timeZone }: AskedForProps) {
  if (requests.length === 0) return null;
  const more = total - requests.length;
  return (
    <Section
      title={say("Asked for")}
      description={say("Somebody who cannot do it themselves waits for these reconnects.")}
    >
      <ul className="divide-y divide-line">
        {requests.map(({ id, portalId, label, appSlug, askedBy, reason, createdAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-52">
              <Link
                href={`/portals/${portalId}`}
                className="font-medium wrap-anywhere hover:underline"
              >
                {label}
              </Link>
              {reason ? (
                <p className="line-clamp-2 text-sm wrap-anywhere text-ink-muted">
                  {say("“{text}”", { text: reason })}
                </p>
              ) : null}
              <p className="text-sm text-ink-faint">
                {say.rich("{who} asked {when}", {
                  who: askedBy,
                  when: (
                    <RelativeTime
                      value={createdAt.toISOString()}
                      now={now}
                      timeZone={timeZone}
                      show="relative"
                    />
                  ),
                })}
              </p>
            </div>
            <LinkButton
              size="sm"
              href={`/portals/connect?app=${appSlug}&portal=${portalId}`}
              aria-label={say("Reconnect {portal}", { portal: label })}
            >
              {say("Reconnect")}
            </LinkButton>
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p className="mt-3 text-sm text-ink-faint">
          {say("And {n} more, asked later.", { n: formatCount(more, undefined, say.lang) })}
        </p>
      ) : null}
    </Section>
  );
}
