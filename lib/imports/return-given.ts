import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import type { ImportRow } from "@/lib/db/generated/client";
import { returnGrant } from "@/lib/portals/end/return-grant";
import { importTokenPlace } from "./places";

type Row = Pick<
  ImportRow,
  "id" | "hubId" | "answeredAt" | "refreshTokenSealed" | "refreshTokenFingerprint"
>;

/**
 * Gives a token back that HubSpot gave for a row in place of the file's, and that is not kept: nobody else has it. The
 * file's own token is left alone, because the system it came from may live on it.
 * @param given the token when it is not in the row
 */
export async function returnGiven(
  tx: DbTransaction,
  ctx: Context,
  appId: string,
  row: Row,
  given?: Secret,
): Promise<void> {
  const refreshToken = given ?? openHeld(ctx, row);
  if (!refreshToken) return;
  const fingerprint = ctx.vault.fingerprint("refresh_token", refreshToken);
  if (fingerprint === row.refreshTokenFingerprint) return;
  const hubId = row.hubId ?? undefined;
  await returnGrant(tx, ctx, { appId, hubId, refreshToken, reason: "declined" });
}

function openHeld(ctx: Context, row: Row): Secret | undefined {
  if (!row.answeredAt || !row.refreshTokenSealed) return undefined;
  return ctx.vault.open(importTokenPlace(row.id), row.refreshTokenSealed);
}
