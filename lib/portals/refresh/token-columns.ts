import "server-only";
import type { Context } from "@/lib/context";
import type { Grant } from "@/lib/db/generated/client";
import {
  accessTokenPlace,
  previousRefreshTokenPlace,
  refreshTokenPlace,
} from "@/lib/portals/token-places";
import type { RefreshAnswer } from "./answer";

/**
 * What an answer changes about its grant. A rotated refresh token takes the place of the one before, which stays for one
 * generation, until the new one has worked (SEC-10, SEC-34).
 * @param isUsable false when only the refresh token may be kept
 */
export function tokenColumns(
  ctx: Context,
  grant: Grant,
  { fence, startedAt, tokens }: RefreshAnswer,
  { isUsable }: { isUsable: boolean },
) {
  const { accessToken, refreshToken, scopes } = tokens;
  const renewed = isUsable &&
    accessToken && {
      accessTokenSealed: ctx.vault.seal(accessTokenPlace(grant.id), accessToken),
      accessTokenFingerprint: ctx.vault.fingerprint("access_token", accessToken),
      accessTokenExpiresAt: new Date(startedAt.getTime() + tokens.expiresInSeconds * 1000),
      ...(scopes?.length && { grantedScopes: scopes }),
      refreshedAt: ctx.now(),
      refreshCount: { increment: 1 },
    };
  return { tokenFence: fence, ...renewed, ...rotation(ctx, grant, refreshToken) };
}

function rotation(
  ctx: Context,
  grant: Grant,
  refreshToken: RefreshAnswer["tokens"]["refreshToken"],
) {
  if (!refreshToken) return { previousRefreshTokenSealed: null };
  const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", refreshToken);
  if (refreshTokenFingerprint === grant.refreshTokenFingerprint && grant.refreshTokenSealed)
    return { previousRefreshTokenSealed: null };
  const before =
    grant.refreshTokenSealed &&
    ctx.vault.open(refreshTokenPlace(grant.id), grant.refreshTokenSealed);
  return {
    refreshTokenSealed: ctx.vault.seal(refreshTokenPlace(grant.id), refreshToken),
    refreshTokenFingerprint,
    previousRefreshTokenSealed: before
      ? ctx.vault.seal(previousRefreshTokenPlace(grant.id), before)
      : null,
  };
}
