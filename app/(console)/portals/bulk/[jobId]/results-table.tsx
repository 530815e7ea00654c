import { Link } from "@/components/ui/link";
import { Badge } from "@/components/ui/badge";
import {
  HeaderCell,
  RowHeader,
  RowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import type { BulkView } from "@/lib/bulk/get";
import { formatNumber } from "@/lib/format";
import { say } from "@/lib/say/say";
import { sayStored } from "@/lib/say/stored";

export const ROW_STATUSES = ["done", "failed", "skipped", "pending"] as const;
type RowStatus = (typeof ROW_STATUSES)[number];

const LOOK = {
  done: { label: "Done", tone: "ok" },
  failed: { label: "Failed", tone: "danger" },
  skipped: { label: "Skipped", tone: "neutral" },
  pending: { label: "Waiting", tone: "neutral" },
} as const;

/** Links that show only one kind of result, each with its count. */
export function ResultFilter({ job, only }: { job: BulkView; only?: RowStatus }) {
  const kinds = ROW_STATUSES.filter((status) => job.counts[status] > 0);
  const link = (href: string, label: string, isCurrent: boolean) => (
    <li key={href}>
      <Link
        href={href}
        aria-current={isCurrent ? "true" : undefined}
        className="inline-flex min-h-8 items-center rounded-md px-2 text-ink-muted hover:bg-hover aria-[current]:bg-sunken aria-[current]:font-medium aria-[current]:text-ink"
      >
        {label}
      </Link>
    </li>
  );
  return (
    <nav aria-label={say("Results")} className="border-b border-line p-2 text-sm">
      <ul className="flex flex-wrap gap-1">
        {link(
          `/portals/bulk/${job.id}`,
          say("All ({n:number})", { n: job.total }),
          only === undefined,
        )}
        {kinds.map((status) =>
          link(
            `/portals/bulk/${job.id}?result=${status}`,
            `${say(LOOK[status].label)} (${formatNumber(job.counts[status], say.lang)})`,
            only === status,
          ),
        )}
      </ul>
    </nav>
  );
}

/** What became of each portal. */
export function ResultsTable({ rows, isEnded }: { rows: BulkView["rows"]; isEnded: boolean }) {
  return (
    <Table caption={say("Results")}>
      <TableHead>
        <HeaderCell>{say("Portal")}</HeaderCell>
        <HeaderCell align="end">{say("Hub ID")}</HeaderCell>
        <HeaderCell>{say("Result")}</HeaderCell>
        <HeaderCell>{say("What happened")}</HeaderCell>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <RowHeader>
              {row.portalId ? (
                <RowLink href={`/portals/${row.portalId}`}>{row.label}</RowLink>
              ) : (
                row.label
              )}
            </RowHeader>
            <TableCell label={say("Hub ID")} align="end">
              <span className="font-mono text-sm">{row.hubId}</span>
            </TableCell>
            <TableCell label={say("Result")}>
              <Badge tone={LOOK[row.status].tone}>
                {row.status === "pending" && isEnded
                  ? say("Not done")
                  : say(LOOK[row.status].label)}
              </Badge>
            </TableCell>
            <TableCell label={say("What happened")}>
              <span className="wrap-anywhere">
                {row.words === null ? say("Nothing yet") : sayStored(row.words)}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
