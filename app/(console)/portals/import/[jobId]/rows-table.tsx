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

/** The rows of an import in the order of the file. */
export function RowsTable({ rows }: { rows: ImportRowView[] }) {
  return (
    <Table caption="Rows of the import" keyboardScroll={!rows.some((row) => row.portalId)}>
      <TableHead>
        <HeaderCell align="end">Line</HeaderCell>
        <HeaderCell>Portal</HeaderCell>
        <HeaderCell align="end">Hub ID</HeaderCell>
        <HeaderCell>Installed by</HeaderCell>
        <HeaderCell>Result</HeaderCell>
        <HeaderCell>Why</HeaderCell>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.line}>
            <RowHeader label="Line" className="tabular-nums sm:text-end">
              {row.line}
            </RowHeader>
            <TableCell label="Portal" className="wrap-anywhere sm:min-w-44">
              <PortalName row={row} />
            </TableCell>
            <TableCell label="Hub ID" align="end">
              {row.hubId ? <span className="font-mono text-sm">{row.hubId}</span> : <Unknown />}
            </TableCell>
            <TableCell label="Installed by" className="wrap-anywhere sm:min-w-52">
              {row.installerEmail ?? <Unknown />}
            </TableCell>
            <TableCell label="Result">
              <Badge tone={ROW_STATE_WORDS[row.state].tone}>
                {ROW_STATE_WORDS[row.state].label}
              </Badge>
            </TableCell>
            <TableCell label="Why" className="text-ink-muted">
              {row.reason || ROW_STATE_WORDS[row.state].meaning}
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
        {name ?? `Hub ${row.hubId ?? ""}`}
      </Link>
    );
  }
  return name ?? <Unknown />;
}

function Unknown() {
  return <span className="text-ink-faint">Not known</span>;
}
