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
import { say } from "@/lib/say/say";

const LISTS = {
  required: "Required",
  conditional: "Conditionally required",
  optional: "Optional",
} as const;

/** Each scope the app asks for, and how many live portals granted it. */
export function CoverageTable({ coverage, live }: { coverage: ScopeCoverage[]; live: number }) {
  return (
    <Table caption={say("Scopes of the app and how many portals granted them")} keyboardScroll>
      <TableHead>
        <HeaderCell>{say("Scope")}</HeaderCell>
        <HeaderCell>{say("List")}</HeaderCell>
        <HeaderCell align="end">{say("Granted by")}</HeaderCell>
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
            <TableCell label={say("List")}>{say(LISTS[list])}</TableCell>
            <TableCell label={say("Granted by")} align="end">
              {list === "required" && granted < live ? (
                <Badge tone="warn">
                  {say("{n:number} of {all:number}", { n: granted, all: live })}
                </Badge>
              ) : (
                say("{n:number} of {all:number}", { n: granted, all: live })
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
