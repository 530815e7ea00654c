import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { AuditCheck } from "@/lib/audit/nightly";
import { formatNumber } from "@/lib/format";
import { CheckAudit } from "./check-audit";

type AuditSectionProps = {
  check: AuditCheck | null;
  mayManage: boolean;
  now: string;
  timeZone: string;
};

/** Whether the activity log is the one that was written. */
export function AuditSection({ check, mayManage, ...clock }: AuditSectionProps) {
  return (
    <Section
      title="Activity log"
      description="Every line is chained to the one before. The whole chain is checked each night."
    >
      {check ? (
        <p className="flex flex-wrap items-center gap-2">
          {check.brokenAt ? (
            <Badge tone="danger">Tampered with</Badge>
          ) : (
            <Badge tone="ok">Intact</Badge>
          )}
          <span>
            {formatNumber(check.lines)} {check.lines === 1 ? "line" : "lines"}
          </span>
          <span className="text-sm text-ink-muted">
            checked <RelativeTime value={check.at.toISOString()} {...clock} />
          </span>
        </p>
      ) : (
        <p className="text-ink-muted">
          It was not checked yet. The first check comes a few minutes after the first start.
        </p>
      )}
      {check?.brokenAt ? (
        <p className="mt-2 text-danger">
          At line {check.brokenAt.seq}, {check.brokenAt.why}. Keep the database and the
          server&apos;s log as they are, and compare with a backup.
        </p>
      ) : null}
      {mayManage ? <CheckAudit /> : null}
    </Section>
  );
}
