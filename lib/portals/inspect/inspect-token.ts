import "server-only";
import { z } from "zod";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import { Secret } from "@/lib/crypto/secret";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { TokenTypeHint } from "@/lib/hubspot/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { TokenInfo } from "@/lib/hubspot/read";
import { withMeanings, type ScopeWithMeaning } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { findOwnSecret, findOwnToken, type OwnToken } from "./find-own-token";
import { toAppError } from "./inspect";
import { explainToken, type TokenFinding, type TokenWords } from "./explain-token";
import { shapeOf, tidyToken } from "./token-shape";
import { say } from "@/lib/say/say";

export const inspectTokenInput = z.strictObject({
  token: z
    .string()
    .transform(tidyToken)
    .pipe(
      z
        .string()
        .min(1, "Paste an access token or a refresh token.")
        .max(8_000, "This is too long for a HubSpot token.")
        .regex(
          /^[\x21-\x7e]*$/,
          "A token has no spaces or special characters. Copy it again, in one piece.",
        ),
    ),
  appId: z.uuid({ error: "Choose the app the token was issued to." }),
});
export type InspectTokenInput = z.infer<typeof inspectTokenInput>;

export interface InspectedToken {
  finding: TokenFinding;
  words: TokenWords;
  type: TokenTypeHint | null;
  appName: string;
  /** What HubSpot said; absent when it called the token inactive or was not asked. */
  facts: {
    userEmail: string | null;
    userId: string | null;
    hubId: string | null;
    hubDomain: string | null;
    hubspotAppId: string | null;
    clientId: string | null;
    scopes: ScopeWithMeaning[];
    expiresAt: string | null;
  } | null;
  /** The portal here that holds this very token. */
  ours: OwnToken | null;
  /** First characters of the keyed fingerprint, as in the activity log. */
  fingerprint: string;
  correlationId: string | null;
}

const HINTS: TokenTypeHint[] = ["access_token", "refresh_token"];

/**
 * Asks HubSpot what a token is (RFC 7662). The token is not stored, not logged and not given back; the audit log keeps
 * its fingerprint. What is certainly no OAuth token is not sent anywhere.
 * @throws AppError not_found, app_credentials_refused, hubspot_unavailable, hubspot_refused
 */
export async function inspectToken(
  ctx: Context,
  input: InspectTokenInput,
): Promise<InspectedToken> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app) throw new AppError("not_found");
  const token = new Secret(input.token);
  const shape = shapeOf(input.token);
  const ours = await findOwnToken(ctx, token);
  const first = shape.kind === "token" ? shape.first : "access_token";
  const seen = { app, ours, fingerprint: ctx.vault.fingerprint(ours?.kind ?? first, token) };

  if (shape.kind !== "token") return finish(ctx, seen, { finding: shape.kind });
  const secret = await findOwnSecret(ctx, token);
  if (secret) return finish(ctx, seen, { finding: secret });
  const hints = [first, ...HINTS.filter((hint) => hint !== first)];
  try {
    const answer = await introspect(ctx, app, token, hints);
    return await finish(ctx, seen, answer);
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    await record(ctx, seen, { failed: error });
    throw toAppError(error);
  }
}

interface Seen {
  app: HubSpotApp;
  ours: OwnToken | null;
  fingerprint: string;
}

interface Answer {
  finding: TokenFinding;
  type?: TokenTypeHint;
  info?: TokenInfo;
}

async function introspect(
  ctx: Context,
  app: HubSpotApp,
  token: Secret,
  hints: TokenTypeHint[],
): Promise<Answer> {
  let last: TokenInfo | undefined;
  for (const hint of hints) {
    last = await withCredentials(ctx, app, (credentials) =>
      ctx.hubspot.introspect(credentials, token, hint),
    );
    if (!last.active) continue;
    const type = HINTS.find((known) => known === last?.tokenUse) ?? hint;
    const isForeign = last.clientId !== undefined && last.clientId !== app.clientId;
    return { finding: isForeign ? "foreign" : "active", type, info: last };
  }
  const looksLike = hints[0] === "refresh_token" ? "inactive_refresh" : "inactive_access";
  return { finding: looksLike, info: last };
}

async function finish(ctx: Context, seen: Seen, answer: Answer): Promise<InspectedToken> {
  const { app, ours, fingerprint } = seen;
  await record(ctx, seen, { answer });
  const info = answer.info?.active ? answer.info : undefined;
  const secondsLeft = info?.expiresInSeconds;
  return {
    finding: answer.finding,
    words: explainToken(answer.finding, { appName: app.name, ours }, say),
    type: answer.type ?? ours?.kind ?? null,
    appName: app.name,
    facts: info
      ? {
          userEmail: info.userEmail ?? null,
          userId: info.userId ?? null,
          hubId: info.hubId ?? null,
          hubDomain: info.hubDomain ?? null,
          hubspotAppId: info.appId ?? null,
          clientId: info.clientId ?? null,
          scopes: withMeanings(info.scopes, say.lang),
          expiresAt:
            secondsLeft === undefined
              ? null
              : new Date(ctx.now().getTime() + secondsLeft * 1000).toISOString(),
        }
      : null,
    ours,
    fingerprint: shortFingerprint(fingerprint),
    correlationId: answer.info?.correlationId ?? null,
  };
}

async function record(
  ctx: Context,
  { app, ours, fingerprint }: Seen,
  { answer, failed }: { answer?: Answer; failed?: HubSpotError },
): Promise<void> {
  const short = shortFingerprint(fingerprint);
  // A token of another app: the line is not for those who see this app alone.
  const isOther = answer?.finding === "foreign" || (ours !== null && ours.appId !== app.id);
  await recordAlone(ctx, {
    action: "token.inspected",
    outcome: failed ? "failed" : "ok",
    target: { kind: "token", label: `Fingerprint ${short}` },
    appId: isOther ? undefined : app.id,
    portalId: ours?.portalId,
    correlationId: failed?.correlationId ?? answer?.info?.correlationId,
    details: {
      fingerprint: short,
      app: app.name,
      finding: answer?.finding ?? failed?.kind,
      hubId: answer?.info?.hubId ?? null,
      ours: ours !== null,
    },
  });
}
