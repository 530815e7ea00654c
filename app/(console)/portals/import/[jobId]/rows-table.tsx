import { Link } from "@/components/ui/link";
import { Badge } from "@/components/ui/badge";
import {
  HeaderCell,
  RowHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import type { ImportRowView } from "@/lib/imports/queries";
import { ROW_STATE_WORDS } from "@/lib/imports/words";
import { say } from "@/lib/say/say";
import { sayStored } from "@/lib/say/stored";

/** The rows of an import in the order of the file. */
export function RowsTable({ rows }: { rows: ImportRowView[] }) {
  return (
    <Table caption={say("Rows of the import")} keyboardScroll={!rows.some((row) => row.portalId)}>
      <TableHead>
        <HeaderCell align="end">{say("Line")}</HeaderCell>
        <HeaderCell>{say("Portal")}</HeaderCell>
        <HeaderCell align="end">{say("Hub ID")}</HeaderCell>
        <HeaderCell>{say("Installed by")}</HeaderCell>
        <HeaderCell>{say("Result")}</HeaderCell>
        <HeaderCell>{say("Why")}</HeaderCell>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.line}>
            <RowHeader label={say("Line")} className="tabular-nums sm:text-end">
              {row.line}
            </RowHeader>
            <TableCell label={say("Portal")} className="wrap-anywhere sm:min-w-44">
              <PortalName row={row} />
            </TableCell>
            <TableCell label={say("Hub ID")} align="end">
              {row.hubId ? <span className="font-mono text-sm">{row.hubId}</span> : <Unknown />}
            </TableCell>
            <TableCell label={say("Installed by")} className="wrap-anywhere sm:min-w-52">
              {row.installerEmail ?? <Unknown />}
            </TableCell>
            <TableCell label={say("Result")}>
              <Badge tone={ROW_STATE_WORDS[row.state].tone}>
                {say.any(ROW_STATE_WORDS[row.state].label)}
              </Badge>
            </TableCell>
            <TableCell label={say("Why")} className="text-ink-muted">
              {sayStored(row.reason || ROW_STATE_WORDS[row.state].meaning)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function PortalName({ row }: { row: ImportRowView }) {
  const name = row.hubDomain ?? row.label;
  if (row.portalId) {
    return (
      <Link href={`/portals/${row.portalId}`} className="text-accent-text hover:underline">
        {name ?? say("Hub {id}", { id: row.hubId ?? "" })}
      </Link>
    );
  }
  return name ?? <Unknown />;
}

function Unknown() {
  return <span className="text-ink-faint">{say("Not known")}</span>;
}
