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
import type { ScopeCoverage } from "@/lib/hubspot-apps/scopes/scope-drift";

const LISTS = { required: "Required", conditional: "Conditionally required", optional: "Optional" };

/** Each scope the app asks for, and how many live portals granted it. */
export function CoverageTable({ coverage, live }: { coverage: ScopeCoverage[]; live: number }) {
  return (
    <Table caption="Scopes of the app and how many portals granted them" keyboardScroll>
      <TableHead>
        <HeaderCell>Scope</HeaderCell>
        <HeaderCell>List</HeaderCell>
        <HeaderCell align="end">Granted by</HeaderCell>
      </TableHead>
      <TableBody>
        {coverage.map(({ name, meaning, list, granted }) => (
          <TableRow key={name}>
            <RowHeader>
              <span className="block min-w-0">
                <code className="font-mono text-sm wrap-anywhere">{name}</code>
                {meaning ? (
                  <span className="block text-sm font-normal text-ink-faint">{meaning}</span>
                ) : null}
              </span>
            </RowHeader>
            <TableCell label="List">{LISTS[list]}</TableCell>
            <TableCell label="Granted by" align="end">
              {list === "required" && granted < live ? (
                <Badge tone="warn">{`${granted} of ${live}`}</Badge>
              ) : (
                `${granted} of ${live}`
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
