import "server-only";
import { Prisma } from "@/lib/db/generated/client";

// One statement that reads a row with those it belongs to, for which Prisma takes one statement each.

/** A row of a statement with `joinedColumns`, by column. */
export type JoinedRow = Record<string, unknown>;

/** What stands for each table in a statement, and the columns of it. */
type Tables = Record<string, readonly string[]>;

/** All columns of several tables, by the names that stand for them there. To be read with `partOf`. */
export function joinedColumns(tables: Tables): Prisma.Sql {
  return Prisma.raw(
    Object.entries(tables)
      .flatMap(([table, columns]) =>
        columns.map((column) => `${table}."${column}" AS "${table}.${column}"`),
      )
      .join(", "),
  );
}

/** The row of one of the tables. */
export function partOf<Table extends string>(
  row: JoinedRow,
  tables: Record<Table, readonly string[]>,
  table: NoInfer<Table>,
): Record<string, unknown> {
  return Object.fromEntries(tables[table].map((column) => [column, row[`${table}.${column}`]]));
}
