import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { HeaderCell, Table, TableBody, TableCell, TableHead } from "@/components/ui/table";
import type { Rights } from "@/lib/auth/roles";
import type { AppOption, RoleOption } from "./role-options";
import { say } from "@/lib/say/say";

/** What both tables of the team page are given. */
export type TeamView = {
  /** What the viewer may do. */
  viewer: Rights;
  /** The roles the viewer may give; empty for people who only look. */
  roles: readonly RoleOption[];
  apps: AppOption[];
  now: string;
  timeZone: string;
};

type TeamTableProps = {
  caption: string;
  columns: readonly string[];
  canManage: boolean;
  children: ReactNode;
};

/** A table of the team page; its last column holds what can be done, for those who may. */
export function TeamTable({ caption, columns, canManage, children }: TeamTableProps) {
  return (
    <Table caption={caption} keyboardScroll={!canManage}>
      <TableHead>
        {columns.map((name) => (
          <HeaderCell key={name}>{name}</HeaderCell>
        ))}
        {canManage ? (
          <HeaderCell>
            <span className="sr-only">{say("Actions")}</span>
          </HeaderCell>
        ) : null}
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

/** The last cell of a row. */
export function ManageCell({ children }: { children: ReactNode }) {
  return (
    <TableCell align="end" className="py-1! max-sm:justify-end!">
      {children}
    </TableCell>
  );
}

type InstantCellProps = { label: string; value: Date | null; never: string } & Pick<
  TeamView,
  "now" | "timeZone"
>;

/** When something was or will be. */
export function InstantCell({ label, value, never, now, timeZone }: InstantCellProps) {
  return (
    <TableCell label={label} className="whitespace-nowrap">
      {value ? (
        <RelativeTime value={value.toISOString()} now={now} timeZone={timeZone} show="relative" />
      ) : (
        <span className="text-ink-faint">{never}</span>
      )}
    </TableCell>
  );
}
