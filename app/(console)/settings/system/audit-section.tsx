import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { AuditCheck } from "@/lib/audit/nightly";
import { say } from "@/lib/say/say";
import { CheckAudit } from "./check-audit";
import { sayStored } from "@/lib/say/stored";

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
      title={say("Activity log")}
      description={say(
        "Every line is chained to the one before. The whole chain is checked each night.",
      )}
    >
      {check ? (
        <p className="flex flex-wrap items-center gap-2">
          {check.brokenAt ? (
            <Badge tone="danger">{say("Tampered with")}</Badge>
          ) : (
            <Badge tone="ok">{say("Intact")}</Badge>
          )}
          <span>{say.count(check.lines, "{count:number} line", "{count:number} lines")}</span>
          <span className="text-sm text-ink-muted">
            {say.rich("checked {when}", {
              when: <RelativeTime value={check.at.toISOString()} {...clock} />,
            })}
          </span>
        </p>
      ) : (
        <p className="text-ink-muted">
          {say(
            "It was not checked yet. The first check comes a few minutes after the first start.",
          )}
        </p>
      )}
      {check?.brokenAt ? (
        <p className="mt-2 text-danger">
          {say(
            "At line {line}, {why}. Keep the database and the server's log as they are, and compare with a backup.",
            { line: check.brokenAt.seq, why: sayStored(check.brokenAt.why) },
          )}
        </p>
      ) : null}
      {mayManage ? <CheckAudit /> : null}
    </Section>
  );
}
