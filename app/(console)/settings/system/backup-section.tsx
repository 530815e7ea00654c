import { RelativeTime } from "@/components/relative-time";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { formatBytes } from "@/lib/format";
import type { SystemView } from "@/lib/servers/system";
import { Command } from "./command";

type BackupSectionProps = Pick<SystemView, "backup"> & { now: string; timeZone: string };

export function BackupSection({ backup, now, timeZone }: BackupSectionProps) {
  return (
    <Section
      title="Last backup"
      description="One sealed file of everything, written while Portico runs."
    >
      {backup ? (
        <DescriptionList>
          <DescriptionItem term="Written">
            <RelativeTime value={backup.at.toISOString()} now={now} timeZone={timeZone} />
          </DescriptionItem>
          <DescriptionItem term="Size">{formatBytes(backup.bytes)}</DescriptionItem>
          <DescriptionItem term="Encryption keys" className="sm:col-span-2">
            {backup.withKeys
              ? "In the file: whoever opens it has every token."
              : "Not in the file: it needs the key file beside it."}
          </DescriptionItem>
        </DescriptionList>
      ) : (
        <p className="text-ink-muted">None was ever written. A lost disk would lose everything.</p>
      )}
      <Command>npm run portico -- backup portico.age</Command>
    </Section>
  );
}
