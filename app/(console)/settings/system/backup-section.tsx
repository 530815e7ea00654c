import { AutoRefresh } from "@/app/(console)/portals/connect/[attemptId]/auto-refresh";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { BackupView } from "@/lib/backup/backup-view";
import { formatBytes } from "@/lib/format";
import { say } from "@/lib/say/say";
import type { SystemView } from "@/lib/servers/system";
import { BackUpNow } from "./back-up-now";
import { Command } from "./command";
import { stopBackupScheduleAction } from "./actions";
import { ScheduleForm } from "./schedule-form";
import { sayStored } from "@/lib/say/stored";

type BackupSectionProps = Pick<SystemView, "backup"> & {
  backups: BackupView;
  mayManage: boolean;
  now: string;
  timeZone: string;
};

const REFRESH_MS = 2_000;
const SHOWN = 5;

/** The last backup, the daily ones, and how to change that. */
export function BackupSection({ backup, backups, mayManage, ...clock }: BackupSectionProps) {
  const { schedule, failure, isBeingWritten } = backups;
  return (
    <Section
      title={say("Last backup")}
      description={say("One sealed file of everything, written while Portico runs and read back.")}
    >
      {isBeingWritten ? <AutoRefresh everyMs={REFRESH_MS} /> : null}
      <div className="flex flex-col gap-5">
        {failure ? (
          <Alert tone="danger" title={say("The last one failed")}>
            {sayStored(failure.reason)} <RelativeTime value={failure.at.toISOString()} {...clock} />
          </Alert>
        ) : null}
        <LastOne backup={backup} {...clock} />
        <Daily backups={backups} {...clock} />
        {mayManage ? (
          <>
            <ScheduleForm schedule={schedule} timeZone={clock.timeZone} />
            {schedule ? (
              <div className="flex flex-wrap items-center gap-2">
                <BackUpNow isBeingWritten={isBeingWritten} />
                <ConfirmDialog
                  trigger={{ label: say("Stop daily backups"), variant: "ghost" }}
                  title={say("Stop daily backups?")}
                  consequences={[
                    say("No backup is written by itself any more."),
                    say("The files that are there stay, and nothing removes them."),
                  ]}
                  submitLabel={say("Stop daily backups")}
                  action={stopBackupScheduleAction}
                />
              </div>
            ) : null}
          </>
        ) : null}
        <div>
          <p className="text-sm text-ink-muted">
            {say("By hand, to a passphrase or a key of yours:")}
          </p>
          <Command>npm run portico -- backup portico.age</Command>
        </div>
      </div>
    </Section>
  );
}

type Clock = { now: string; timeZone: string };

function LastOne({ backup, ...clock }: Pick<SystemView, "backup"> & Clock) {
  if (!backup)
    return (
      <p className="text-ink-muted">
        {say("None was ever written. A lost disk would lose everything.")}
      </p>
    );
  return (
    <DescriptionList>
      <DescriptionItem term={say("Written")}>
        <RelativeTime value={backup.at.toISOString()} {...clock} />
      </DescriptionItem>
      <DescriptionItem term={say("Size")}>{formatBytes(backup.bytes, say.lang)}</DescriptionItem>
      <DescriptionItem term={say("Encryption keys")} className="sm:col-span-2">
        {backup.withKeys
          ? say("In the file: whoever opens it has every token.")
          : say("Not in the file: it needs the key file beside it.")}
      </DescriptionItem>
    </DescriptionList>
  );
}

function Daily({ backups, ...clock }: { backups: BackupView } & Clock) {
  const { schedule, folder, files } = backups;
  if (!schedule && files.length === 0) return null;
  return (
    <DescriptionList>
      <DescriptionItem term={say("By itself")}>
        {schedule
          ? say("Each day at {time} ({timeZone}), {keep:number} kept", {
              time: schedule.time,
              timeZone: schedule.timeZone,
              keep: schedule.keep,
            })
          : say("Not any more")}
      </DescriptionItem>
      <DescriptionItem term={say("Folder")}>
        <span className="font-mono text-sm">{folder}</span>
      </DescriptionItem>
      {files.length > 0 ? (
        <DescriptionItem
          term={say("On this server ({count:number})", { count: files.length })}
          className="sm:col-span-2"
        >
          <ul className="flex flex-col gap-0.5">
            {files.slice(0, SHOWN).map(({ name, bytes, at }) => (
              <li key={name} className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-mono text-sm">{name}</span>
                <span className="text-sm text-ink-faint">
                  {formatBytes(bytes, say.lang)},{" "}
                  <RelativeTime value={at.toISOString()} show="relative" {...clock} />
                </span>
              </li>
            ))}
          </ul>
        </DescriptionItem>
      ) : null}
    </DescriptionList>
  );
}
