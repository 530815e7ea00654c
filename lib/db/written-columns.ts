import "server-only";
import { Prisma } from "@/lib/db/generated/client";

/**
 * Columns of one row and what is written into each: a value, or SQL. For statements that write several tables at once, which
 * Prisma has no words for. Values stand where PostgreSQL takes their type from the column, so none needs a cast.
 * `Input` is what Prisma's `createMany` takes, so a column that needs a value is not forgotten; what Prisma itself puts into
 * a row, as `updatedAt`, has to be named.
 */
export type Written<Input> = { [Column in keyof Input]: Input[Column] | Prisma.Sql };

/** `INSERT INTO` a table, one row. */
export function insertRow(table: Prisma.ModelName, columns: object): Prisma.Sql {
  const written = writtenOf(columns);
  const names = Prisma.raw(written.map(([name]) => `"${name}"`).join(", "));
  const values = Prisma.join(written.map(([, value]) => Prisma.sql`${value}`));
  return Prisma.sql`INSERT INTO ${Prisma.raw(`"${table}"`)} (${names}) VALUES (${values})`;
}

/** What stands behind `SET`. */
export function assigned(columns: object): Prisma.Sql {
  return Prisma.join(
    writtenOf(columns).map(([name, value]) => Prisma.sql`${Prisma.raw(`"${name}"`)} = ${value}`),
  );
}

/** As with Prisma, what is undefined is not written. */
function writtenOf(columns: object): [string, unknown][] {
  return Object.entries(columns).filter(([, value]) => value !== undefined);
}
