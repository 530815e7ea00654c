import { PageHeader } from "@/components/page-header";
import { ReadOnlyTag } from "@/components/shell/read-only-tag";
import { Section } from "@/components/ui/card";
import { can } from "@/lib/auth/roles";
import { requirePage } from "@/lib/auth/session";
import { formatDateTime, formatNumber } from "@/lib/format";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { getRetentionReport, type RetentionReport } from "@/lib/retention/forget";
import { RETENTION, RETENTION_KINDS } from "@/lib/retention/rules";
import { getRetention, type RetentionDays } from "@/lib/retention/settings";
import { say } from "@/lib/say/say";
import { AboutSomebody } from "./about-somebody";
import { RetentionForm } from "./retention-form";

export const generateMetadata = titled("Data · Settings");

/** What is kept and for how long, and what is known about one installer or portal. */
export default async function DataPage() {
  const { ctx, viewer } = await requirePage("system.read");
  const [days, report, timeZone] = await Promise.all([
    getRetention(ctx),
    getRetentionReport(ctx),
    viewerTimeZone(),
  ]);
  const mayManage = can(viewer.rights, "system.manage");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Data")}
        about="data"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say("What Portico keeps, for how long, and what it knows about one person or portal.")}
        actions={mayManage ? undefined : <ReadOnlyTag />}
      />
      <Section
        title={say("How long it is kept")}
        description={say("Each night at 2:00 UTC a worker forgets what is older. Connected portals and their tokens are never touched.")}
      >
        {mayManage ? <RetentionForm days={days} /> : <Kept days={days} />}
      </Section>
      <Section title={say("Last night")}>
        {report ? (
          <Report report={report} timeZone={timeZone} />
        ) : (
          <p className="text-ink-muted">{say("Nothing was looked at yet. The first round comes a few minutes after the first start.")}</p>
        )}
      </Section>
      {mayManage ? (
        <Section
          title={say("Data-protection requests")}
          description={say("Somebody who installed an app, or a HubSpot account, asks what is known about them or wants it erased.")}
        >
          <AboutSomebody />
        </Section>
      ) : null}
    </div>
  );
}

function Kept({ days }: { days: RetentionDays }) {
  return (
    <ul className="divide-y divide-line">
      {RETENTION_KINDS.map((kind) => (
        <li key={kind} className="flex flex-wrap justify-between gap-x-6 py-2">
          <span>{say.any(RETENTION[kind].label)}</span>
          <span className="text-ink-muted">
            {days[kind] === 0 ? say("for good") : say.count(days[kind], "{count:number} days", "{count:number} days")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Report({ report, timeZone }: { report: RetentionReport; timeZone: string }) {
  const forgotten = RETENTION_KINDS.filter((kind) => (report.forgotten[kind] ?? 0) > 0);
  const when = formatDateTime(new Date(report.at), timeZone, { lang: say.lang });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted">
        {forgotten.length > 0
          ? say("{when}: what had grown old was forgotten.", { when })
          : say("{when}: nothing had grown old.", { when })}
      </p>
      {forgotten.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line">
          {forgotten.map((kind) => (
            <li key={kind} className="flex justify-between gap-6 py-2">
              <span>{say.any(RETENTION[kind].label)}</span>
              <span className="tabular-nums">{formatNumber(report.forgotten[kind], say.lang)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
