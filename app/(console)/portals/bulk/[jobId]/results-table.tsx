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
    <nav aria-label="Results" className="border-b border-line p-2 text-sm">
      <ul className="flex flex-wrap gap-1">
        {link(`/portals/bulk/${job.id}`, `All (${job.total})`, only === undefined)}
        {kinds.map((status) =>
          link(
            `/portals/bulk/${job.id}?result=${status}`,
            `${LOOK[status].label} (${job.counts[status]})`,
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
    <Table caption="Results">
      <TableHead>
        <HeaderCell>Portal</HeaderCell>
        <HeaderCell align="end">Hub ID</HeaderCell>
        <HeaderCell>Result</HeaderCell>
        <HeaderCell>What happened</HeaderCell>
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
            <TableCell label="Hub ID" align="end">
              <span className="font-mono text-sm">{row.hubId}</span>
            </TableCell>
            <TableCell label="Result">
              <Badge tone={LOOK[row.status].tone}>
                {row.status === "pending" && isEnded ? "Not done" : LOOK[row.status].label}
              </Badge>
            </TableCell>
            <TableCell label="What happened">
              <span className="wrap-anywhere">{row.words ?? "Nothing yet"}</span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
