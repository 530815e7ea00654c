import "server-only";
import { Prisma } from "@/lib/db/generated/client";

/**
 * Columns of one row and what is written into each: a value, or SQL. For statements that write several tables at once, which
 * Prisma has no words for. Values stand where PostgreSQL takes their type from the column, so none needs a cast.
 */
export type WrittenColumns<Column extends string> = Partial<Record<Column, unknown>>;

/** `INSERT INTO` a table, one row. */
export function insertRow<Column extends string>(
  table: Prisma.ModelName,
  columns: WrittenColumns<Column>,
): Prisma.Sql {
  const written = writtenOf(columns);
  const names = Prisma.raw(written.map(([name]) => `"${name}"`).join(", "));
  const values = Prisma.join(written.map(([, value]) => Prisma.sql`${value}`));
  return Prisma.sql`INSERT INTO ${Prisma.raw(`"${table}"`)} (${names}) VALUES (${values})`;
}

/** What stands behind `SET`. */
export function assigned<Column extends string>(columns: WrittenColumns<Column>): Prisma.Sql {
  return Prisma.join(
    writtenOf(columns).map(([name, value]) => Prisma.sql`${Prisma.raw(`"${name}"`)} = ${value}`),
  );
}

/** As with Prisma, what is undefined is not written. */
function writtenOf(columns: WrittenColumns<string>): [string, unknown][] {
  return Object.entries(columns).filter(([, value]) => value !== undefined);
}
