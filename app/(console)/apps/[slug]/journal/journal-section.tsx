import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/card";
import type { JournalView } from "@/lib/hubspot-apps/journal/journal-view";
import { JournalControls } from "./journal-controls";
import { say } from "@/lib/say/say";

type JournalProps = {
  appId: string;
  journal: JournalView;
  mayWrite: boolean;
  now: string;
  timeZone: string;
};

/** Whether uninstalls are read from HubSpot's webhooks journal. */
export function JournalSection({ appId, journal, mayWrite, now, timeZone }: JournalProps) {
  const time = (at: Date) => (
    <RelativeTime value={at.toISOString()} now={now} timeZone={timeZone} show="relative" />
  );
  return (
    <Section
      id="uninstalls"
      title={say("Uninstalls by customers")}
      description={say(
        "HubSpot tells nobody when a customer removes the app. Its webhooks journal knows.",
      )}
    >
      <div className="flex flex-col gap-3">
        {journal.enabled ? (
          <p>
            {journal.startedAt
              ? say.rich("The journal is read once a minute, switched on {when}.", {
                  when: time(journal.startedAt),
                })
              : say("The journal is read once a minute.")}{" "}
            {journal.checkedAt
              ? say.rich("Last read {when}.", { when: time(journal.checkedAt) })
              : say("Not read yet.")}
          </p>
        ) : (
          <p className="text-ink-muted">
            {say(
              "The journal is not read. An uninstall shows as a refused refresh, within the half hour that an access token lives.",
            )}
          </p>
        )}
        {journal.enabled && journal.problem ? (
          <Alert tone="warning" title={say("The last look did not go well")}>
            {say.any(journal.problem)}
          </Alert>
        ) : null}
        {mayWrite ? <JournalControls appId={appId} enabled={journal.enabled} /> : null}
      </div>
    </Section>
  );
}
