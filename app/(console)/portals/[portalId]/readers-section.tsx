import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import type { PortalReader } from "@/lib/api-keys/queries";
import { usesInWords } from "@/lib/api-keys/use-words";
import { say } from "@/lib/say/say";

type ReadersSectionProps = { readers: PortalReader[]; now: string; timeZone: string };

/** Which services got this portal's access token, or called HubSpot with it, of late. */
export function ReadersSection({ readers, now, timeZone }: ReadersSectionProps) {
  return (
    <Section
      title={say("Used by")}
      description={say(
        "API keys that read its access token or called HubSpot through Portico in the last 30 days.",
      )}
    >
      {readers.length > 0 ? (
        <ul className="divide-y divide-line">
          {readers.map(({ keyName, keyPrefix, lastAt, ...use }) => (
            <li key={keyPrefix} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="min-w-0 font-medium wrap-anywhere">{keyName}</span>
                <code className="font-mono text-sm text-ink-faint">{keyPrefix}…</code>
              </span>
              <span className="text-sm text-ink-muted">
                {say.rich("{uses}, last {when}", {
                  uses: usesInWords(use),
                  when: (
                    <RelativeTime
                      value={lastAt.toISOString()}
                      now={now}
                      timeZone={timeZone}
                      show="relative"
                    />
                  ),
                })}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-muted">{say("No program has used it.")}</p>
      )}
    </Section>
  );
}
