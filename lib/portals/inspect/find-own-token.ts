import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { TokenTypeHint } from "@/lib/hubspot/client";
import type { PortalStatus } from "@/lib/portals/status";

export interface OwnToken {
  kind: TokenTypeHint;
  portalId: string;
  label: string;
  hubId: string;
  status: PortalStatus;
  appName: string;
  appId: string;
  /** False for the token of an earlier grant. */
  isCurrent: boolean;
}

/** The portal that holds this very token, found by its keyed fingerprint; an ended grant keeps its fingerprints. */
export async function findOwnToken(ctx: Context, token: Secret): Promise<OwnToken | null> {
  const accessTokenFingerprint = ctx.vault.fingerprint("access_token", token);
  const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", token);
  const grants = await ctx.db.grant.findMany({
    where: { OR: [{ accessTokenFingerprint }, { refreshTokenFingerprint }] },
    include: { portal: true, app: { select: { name: true } } },
    orderBy: { createdAt: "desc" },
    take: 20,
  });
  const grant = grants.find((one) => one.portal.currentGrantId === one.id) ?? grants[0];
  if (!grant) return null;
  const { portal } = grant;
  return {
    kind:
      grant.accessTokenFingerprint === accessTokenFingerprint ? "access_token" : "refresh_token",
    portalId: portal.id,
    label: portal.hubDomain ?? `Hub ${portal.hubId}`,
    hubId: portal.hubId.toString(),
    status: portal.status,
    appName: grant.app.name,
    appId: grant.appId,
    isCurrent: portal.currentGrantId === grant.id,
  };
}

/** A client ID or client secret of an app here, pasted in place of a token. */
export async function findOwnSecret(
  ctx: Context,
  pasted: Secret,
): Promise<"client_id" | "client_secret" | null> {
  const fingerprint = ctx.vault.fingerprint("client_secret", pasted);
  const [ids, secrets] = await Promise.all([
    ctx.db.hubSpotApp.count({
      where: { clientId: { equals: pasted.reveal(), mode: "insensitive" } },
    }),
    ctx.db.hubSpotApp.count({
      where: {
        OR: [{ clientSecretFingerprint: fingerprint }, { previousSecretFingerprint: fingerprint }],
      },
    }),
  ]);
  if (ids > 0) return "client_id";
  return secrets > 0 ? "client_secret" : null;
}
