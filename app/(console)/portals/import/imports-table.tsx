import { RelativeTime } from "@/components/relative-time";
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
import { formatNumber } from "@/lib/format";
import type { ImportView } from "@/lib/imports/queries";
import { JOB_WORDS } from "@/lib/imports/words";

type ImportsTableProps = { imports: ImportView[]; now: string; timeZone: string };

/** The latest imports and what became of them. */
export function ImportsTable({ imports, now, timeZone }: ImportsTableProps) {
  return (
    <Table caption="Imports">
      <TableHead>
        <HeaderCell>File</HeaderCell>
        <HeaderCell>App</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        <HeaderCell align="end">Rows</HeaderCell>
        <HeaderCell align="end">Imported</HeaderCell>
        <HeaderCell>Started by</HeaderCell>
        <HeaderCell>Started</HeaderCell>
      </TableHead>
      <TableBody>
        {imports.map((job) => (
          <TableRow key={job.id}>
            <RowHeader label="File" className="wrap-anywhere">
              <RowLink href={`/portals/import/${job.id}`}>
                {job.fileName ?? "Without a name"}
              </RowLink>
            </RowHeader>
            <TableCell label="App">{job.app.name}</TableCell>
            <TableCell label="Status">
              <Badge tone={JOB_WORDS[job.status].tone}>{JOB_WORDS[job.status].label}</Badge>
            </TableCell>
            <TableCell label="Rows" align="end">
              {formatNumber(job.total)}
            </TableCell>
            <TableCell label="Imported" align="end">
              {formatNumber(job.counts.imported)}
            </TableCell>
            <TableCell label="Started by">{job.startedBy ?? "Operator"}</TableCell>
            <TableCell label="Started">
              <RelativeTime
                value={job.createdAt.toISOString()}
                now={now}
                timeZone={timeZone}
                show="relative"
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
