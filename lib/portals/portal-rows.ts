import "server-only";
import { Prisma, type Grant, type HubSpotApp, type Portal } from "@/lib/db/generated/client";
import { joinedColumns, partOf, type JoinedRow } from "@/lib/db/joined-rows";

export type PortalWithGrant = Portal & { app: HubSpotApp; currentGrant: Grant | null };

/** A row that a statement with `PORTAL_COLUMNS` gave, by column. */
export type PortalRow = JoinedRow;

const TABLES = {
  p: Object.keys(Prisma.PortalScalarFieldEnum),
  a: Object.keys(Prisma.HubSpotAppScalarFieldEnum),
  g: Object.keys(Prisma.GrantScalarFieldEnum),
};

/**
 * All columns of a portal `p`, its app `a` and its grant `g`, so that one statement gives what otherwise takes three.
 * To be read with `readPortalRow`.
 */
export const PORTAL_COLUMNS = joinedColumns(TABLES);

/** The portal that a statement with `PORTAL_COLUMNS` found. */
export function readPortalRow(row: PortalRow): PortalWithGrant {
  return {
    ...partOf(row, TABLES, "p"),
    app: partOf(row, TABLES, "a"),
    currentGrant: row["g.id"] === null ? null : partOf(row, TABLES, "g"),
  } as PortalWithGrant;
}
