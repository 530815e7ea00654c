import "server-only";
import { Prisma, type Grant, type HubSpotApp, type Portal } from "@/lib/db/generated/client";

export type PortalWithGrant = Portal & { app: HubSpotApp; currentGrant: Grant | null };

/** A row that `portalColumns` gave, by column. */
export type PortalRow = Record<string, unknown>;

/** What stands for each of the three tables in a statement, and the columns of it. */
const TABLES = {
  p: Object.keys(Prisma.PortalScalarFieldEnum),
  a: Object.keys(Prisma.HubSpotAppScalarFieldEnum),
  g: Object.keys(Prisma.GrantScalarFieldEnum),
};
type Table = keyof typeof TABLES;

/**
 * All columns of a portal `p`, its app `a` and its grant `g`, so that one statement gives what otherwise takes three.
 * To be read with `readPortalRow`.
 */
export const PORTAL_COLUMNS = Prisma.raw(
  Object.entries(TABLES)
    .flatMap(([table, columns]) =>
      columns.map((column) => `${table}."${column}" AS "${table}.${column}"`),
    )
    .join(", "),
);

/** The portal that a statement with `PORTAL_COLUMNS` found. */
export function readPortalRow(row: PortalRow): PortalWithGrant {
  const part = (table: Table) =>
    Object.fromEntries(TABLES[table].map((column) => [column, row[`${table}.${column}`]]));
  const hasGrant = row["g.id"] !== null;
  return {
    ...part("p"),
    app: part("a"),
    currentGrant: hasGrant ? part("g") : null,
  } as PortalWithGrant;
}
