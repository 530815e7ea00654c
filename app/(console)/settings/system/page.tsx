import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { alertFigures } from "@/lib/alerts/figures";
import { getAuditCheck } from "@/lib/audit/nightly";
import { can } from "@/lib/auth/roles";
import { getBackups } from "@/lib/backup/backup-view";
import { formatBytes } from "@/lib/format";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { listKeys } from "@/lib/keys/rotate";
import { getRotation } from "@/lib/keys/rotation-job";
import { areKeysStored } from "@/lib/keys/stored-copy";
import { isRevealOn } from "@/lib/portals/reveal/rule";
import { say } from "@/lib/say/say";
import { getSystem, type SystemView } from "@/lib/servers/system";
import { AuditSection } from "./audit-section";
import { BackupSection } from "./backup-section";
import { StoreKeys } from "./store-keys";
import { KeysSection } from "./keys-section";
import { RevealSection } from "./reveal-section";
import { WorkersSection } from "./workers-section";

export const generateMetadata = titled("System · Settings");

/** Below this share of the disk something should be done. */
const LITTLE_SPACE = 0.05;

/** What runs, on what, and how it is. */
export default async function SystemPage() {
  const { ctx, viewer } = await requirePage("system.read");
  const mayManage = can(viewer.rights, "system.manage");
  const [system, backups, timeZone, counted, rotation, isStored, check, { queues }, revealIsOn] =
    await Promise.all([
      getSystem(ctx),
      getBackups(ctx),
      viewerTimeZone(),
      mayManage ? listKeys(ctx) : null,
      getRotation(ctx),
      areKeysStored(ctx),
      getAuditCheck(ctx),
      alertFigures(ctx),
      isRevealOn(ctx),
    ]);
  const clock = { now: ctx.now().toISOString(), timeZone };
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("System")}
        about="system"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say("What runs, on what, and how it is.")}
      />
      {mayManage && !isStored ? <StoreKeys /> : null}
      <Worries system={system} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <VersionSection system={system} {...clock} />
          <DatabaseSection database={system.database} disk={system.disk} />
          <KeysSection keys={system.keys} counted={counted} rotation={rotation} />
          <RevealSection isOn={revealIsOn} mayManage={mayManage} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <BackupSection
            backup={system.backup}
            backups={backups}
            mayManage={mayManage}
            {...clock}
          />
          <AuditSection check={check} mayManage={mayManage} {...clock} />
        </div>
      </div>
      <WorkersSection servers={system.servers} work={system.work} queues={queues} {...clock} />
    </div>
  );
}

/** What somebody should do something about. */
function Worries({ system: { disk, work, servers, keys } }: { system: SystemView }) {
  const isNobodyWorking = servers.length > 0 && servers.every(({ kind }) => kind === "server_only");
  return (
    <>
      {keys.missing ? (
        <Alert tone="danger" title={say("Stored values cannot be read")}>
          {say.any(keys.missing)} {say("Put the key back behind the others.")}
        </Alert>
      ) : null}
      {keys.wear ? (
        <Alert tone="warning" title={say("The encryption key has sealed very often")}>
          {say.any(keys.wear)}
        </Alert>
      ) : null}
      {work.isSpillWritable ? null : (
        <Alert tone="danger" title={say("The data folder cannot be written")}>
          {say("No token is renewed here until it can: HubSpot's answer could not be kept safe.")}
        </Alert>
      )}
      {disk && disk.freeBytes / disk.totalBytes < LITTLE_SPACE ? (
        <Alert tone="warning" title={say("The disk is nearly full")}>
          {say("{free} of {total} are free.", spaceOf(disk))}
        </Alert>
      ) : null}
      {isNobodyWorking ? (
        <Alert tone="danger" title={say("Nobody renews tokens")}>
          {say(
            "Every server runs with PORTICO_WORKERS=off. Start a worker: npm run portico -- worker",
          )}
        </Alert>
      ) : null}
    </>
  );
}

function VersionSection({
  system: { version, node, startedAt },
  ...clock
}: {
  system: SystemView;
  now: string;
  timeZone: string;
}) {
  return (
    <Section title={say("Version")}>
      <DescriptionList>
        <DescriptionItem term="Portico">{version}</DescriptionItem>
        <DescriptionItem term="Node.js">{node.replace("v", "")}</DescriptionItem>
        <DescriptionItem term={say("This server started")} className="sm:col-span-2">
          <RelativeTime value={startedAt.toISOString()} {...clock} />
        </DescriptionItem>
      </DescriptionList>
    </Section>
  );
}

function spaceOf({ freeBytes, totalBytes }: { freeBytes: number; totalBytes: number }) {
  return { free: formatBytes(freeBytes, say.lang), total: formatBytes(totalBytes, say.lang) };
}

function DatabaseSection({ database, disk }: Pick<SystemView, "database" | "disk">) {
  const [version = ""] = database.version.split(" ");
  return (
    <Section title={say("Database")}>
      <DescriptionList>
        <DescriptionItem term="PostgreSQL">
          {database.isEmbedded
            ? say("{version}, in the data folder", { version })
            : say("{version}, yours", { version })}
        </DescriptionItem>
        <DescriptionItem term={say("Size")}>
          {formatBytes(database.bytes, say.lang)}
        </DescriptionItem>
        <DescriptionItem term={say("Migrations")}>
          {say("{count:number} applied", { count: database.migrations })}
          <span className="block font-mono text-sm text-ink-faint">{database.lastMigration}</span>
        </DescriptionItem>
        {disk ? (
          <DescriptionItem term={say("Disk of the data folder")}>
            {say("{free} free of {total}", spaceOf(disk))}
          </DescriptionItem>
        ) : null}
      </DescriptionList>
    </Section>
  );
}
