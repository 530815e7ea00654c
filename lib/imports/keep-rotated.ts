import "server-only";
import type { Context } from "@/lib/context";
import type { ImportRow } from "@/lib/db/generated/client";
import type { TokenSet } from "@/lib/hubspot/read";
import { returnOrphan } from "@/lib/portals/end/return-orphan";
import { lockRow } from "./lock-row";
import { importTokenPlace } from "./places";

/** What HubSpot gave for a row. */
export interface RowAnswer {
  appId: string;
  rowId: string;
  startedAt: Date;
  tokens: TokenSet;
}

/**
 * Puts the refresh token that HubSpot gave for a row in the place of the one from the file, unless the row is dealt with
 * or holds a newer one. The fingerprint stays that of the file, which tells its next import that this token was dealt with.
 * For a row that was deleted the grant goes back to HubSpot. Safe to repeat.
 * @returns the row as it stands then
 */
export async function keepRotated(ctx: Context, answer: RowAnswer): Promise<ImportRow | null> {
  const { appId, rowId: id, startedAt, tokens } = answer;
  return ctx.db.$transaction(async (tx) => {
    const row = await lockRow(tx, id);
    if (!row) {
      await returnOrphan(tx, ctx, { appId, refreshToken: tokens.refreshToken });
      return null;
    }
    const isNewer = row.answeredAt === null || row.answeredAt < startedAt;
    if (row.status !== "pending" || !row.refreshTokenSealed || !isNewer) return row;
    const given = tokens.refreshToken && {
      refreshTokenSealed: ctx.vault.seal(importTokenPlace(id), tokens.refreshToken),
    };
    return tx.importRow.update({ where: { id }, data: { answeredAt: startedAt, ...given } });
  });
}

/** A server is at the row at this moment, or died at it: nobody has noted how it went. */
export function isUnderWay(row: Pick<ImportRow, "askedAt" | "checkedAt">): boolean {
  return row.askedAt !== null && (row.checkedAt === null || row.checkedAt < row.askedAt);
}

/** HubSpot was asked for the row and the answer never came: it may have ended the token then. */
export function isAnswerLost(row: Pick<ImportRow, "askedAt" | "answeredAt">): boolean {
  return row.askedAt !== null && (row.answeredAt === null || row.answeredAt < row.askedAt);
}
