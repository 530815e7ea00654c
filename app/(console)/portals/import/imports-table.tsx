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
import { say } from "@/lib/say/say";

type ImportsTableProps = { imports: ImportView[]; now: string; timeZone: string };

/** The latest imports and what became of them. */
export function ImportsTable({ imports, now, timeZone }: ImportsTableProps) {
  return (
    <Table caption={say("Imports")}>
      <TableHead>
        <HeaderCell>{say("File")}</HeaderCell>
        <HeaderCell>{say("App")}</HeaderCell>
        <HeaderCell>{say("Status")}</HeaderCell>
        <HeaderCell align="end">{say("Rows")}</HeaderCell>
        <HeaderCell align="end">{say("Imported")}</HeaderCell>
        <HeaderCell>{say("Started by")}</HeaderCell>
        <HeaderCell>{say("Started")}</HeaderCell>
      </TableHead>
      <TableBody>
        {imports.map((job) => (
          <TableRow key={job.id}>
            <RowHeader label={say("File")} className="wrap-anywhere">
              <RowLink href={`/portals/import/${job.id}`}>
                {job.fileName ?? say("Without a name")}
              </RowLink>
            </RowHeader>
            <TableCell label={say("App")}>{job.app.name}</TableCell>
            <TableCell label={say("Status")}>
              <Badge tone={JOB_WORDS[job.status].tone}>
                {say.any(JOB_WORDS[job.status].label)}
              </Badge>
            </TableCell>
            <TableCell label={say("Rows")} align="end">
              {formatNumber(job.total, say.lang)}
            </TableCell>
            <TableCell label={say("Imported")} align="end">
              {formatNumber(job.counts.imported, say.lang)}
            </TableCell>
            <TableCell label={say("Started by")}>{job.startedBy ?? say("Operator")}</TableCell>
            <TableCell label={say("Started")}>
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
