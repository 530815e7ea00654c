import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/card";
import type { JournalView } from "@/lib/hubspot-apps/journal/journal-view";
import { JournalControls } from "./journal-controls";

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
      title="Uninstalls by customers"
      description="HubSpot tells nobody when a customer removes the app. Its webhooks journal knows."
    >
      <div className="flex flex-col gap-3">
        {journal.enabled ? (
          <p>
            The journal is read once a minute
            {journal.startedAt ? <>, switched on {time(journal.startedAt)}</> : null}.{" "}
            {journal.checkedAt ? <>Last read {time(journal.checkedAt)}.</> : "Not read yet."}
          </p>
        ) : (
          <p className="text-ink-muted">
            The journal is not read. An uninstall shows as a refused refresh, within the half hour
            that an access token lives.
          </p>
        )}
        {journal.enabled && journal.problem ? (
          <Alert tone="warning" title="The last look did not go well">
            {journal.problem}
          </Alert>
        ) : null}
        {mayWrite ? <JournalControls appId={appId} enabled={journal.enabled} /> : null}
      </div>
    </Section>
  );
}
