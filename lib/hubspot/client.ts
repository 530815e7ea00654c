import "server-only";
import type { Secret } from "@/lib/crypto/secret";
import type { ApiVersion } from "./api-version";
import { HubSpotError } from "./errors";
import { createJournalClient, type JournalClient } from "./journal";
import {
  malformed,
  readAccountDetails,
  readContactCount,
  readTokenInfo,
  readTokens,
  type AccountDetails,
  type TokenInfo,
  type TokenSet,
} from "./read";
import type { Answer, Call, Transport } from "./transport";

/** The credentials of one HubSpot app, for the length of a call. */
export interface AppCredentials {
  clientId: string;
  clientSecret: Secret;
  apiVersion: ApiVersion;
}

export type TokenTypeHint = "access_token" | "refresh_token";

export interface HubSpotClient {
  /** Redeems an authorization code, once (RFC 6749 section 4.1.3). */
  exchangeCode(
    app: AppCredentials,
    input: { code: string; redirectUri: string; codeVerifier?: Secret },
  ): Promise<TokenSet>;
  /** RFC 6749 section 6. `refreshToken` of the result is absent when HubSpot sent none: keep the old one. */
  refresh(app: AppCredentials, refreshToken: Secret): Promise<TokenSet>;
  /** RFC 7662. An unknown or dead token is `{active: false}`, not an error. */
  introspect(app: AppCredentials, token: Secret, hint: TokenTypeHint): Promise<TokenInfo>;
  /** RFC 7009. Resolves also when the token was dead already. Issued access tokens live on (fact 7). */
  revoke(app: AppCredentials, refreshToken: Secret): Promise<{ correlationId?: string }>;
  accountDetails(app: AppCredentials, accessToken: Secret): Promise<AccountDetails>;
  /** How many contacts one page of ten holds; needs crm.objects.contacts.read. */
  contactsPage(app: AppCredentials, accessToken: Secret): Promise<{ count: number; more: boolean }>;
  /** Removes the app from the portal; HubSpot e-mails its super admins (facts, section 6.1). */
  uninstall(app: AppCredentials, accessToken: Secret): Promise<{ correlationId?: string }>;
  /** An app-level token for the webhooks journal (RFC 6749 section 4.4); dated versions only. */
  clientCredentials(app: AppCredentials, scopes: string[]): Promise<Secret>;
  /** A token call with a junk grant: HubSpot checks id, then secret, then grant (facts, section 9.3). */
  probeCredentials(app: AppCredentials): Promise<"accepted" | HubSpotError>;
  /** The webhooks journal, with a token of `clientCredentials`. */
  journal: JournalClient;
}

/** The dated account-info path; v1 apps read the account through the newest dated one. */
function dated(version: ApiVersion): string {
  return version === "v1" ? "2026-03" : version;
}

/**
 * HubSpot's OAuth and account endpoints, of any of the three families.
 * @throws HubSpotError from every method
 */
export function createHubSpotClient(apiUrl: string, transport: Transport): HubSpotClient {
  const at = (path: string) => new URL(path, apiUrl);
  const auth = (app: AppCredentials) => ({
    client_id: app.clientId,
    client_secret: app.clientSecret.reveal(),
  });

  const post = (
    app: AppCredentials,
    path: string,
    form: Record<string, string>,
    operation: Call["operation"],
    options: Pick<Call, "givesTokens"> = {},
  ): Promise<Answer> =>
    transport({
      method: "POST",
      url: at(`/oauth/${app.apiVersion}/${path}`),
      form: { ...form, ...auth(app) },
      operation,
      ...options,
    });

  const introspectV1 = async (token: Secret, hint: TokenTypeHint): Promise<TokenInfo> => {
    const family = hint === "access_token" ? "access-tokens" : "refresh-tokens";
    // "." and ".." name other addresses however they are encoded, and no token.
    if (/^\.{1,2}$/.test(token.reveal())) return { active: false, scopes: [] };
    const url = at(`/oauth/v1/${family}/${encodeURIComponent(token.reveal())}`);
    try {
      const answer = await transport({ method: "GET", url, operation: "other" });
      return readTokenInfo(answer, { activeWhenAbsent: true, tokenUse: hint });
    } catch (error) {
      // No source says how v1 answers for a dead token; any definite 4xx about the token counts as inactive.
      if (error instanceof HubSpotError && saysTokenIsGone(error))
        return { active: false, scopes: [] };
      throw error;
    }
  };

  return {
    async exchangeCode(app, { code, redirectUri, codeVerifier }) {
      const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
      const pkce = codeVerifier && { code_verifier: codeVerifier.reveal() };
      const patient = { givesTokens: true };
      return readTokens(await post(app, "token", { ...form, ...pkce }, "exchange", patient));
    },

    async refresh(app, refreshToken) {
      const form = { grant_type: "refresh_token", refresh_token: refreshToken.reveal() };
      return readTokens(await post(app, "token", form, "refresh", { givesTokens: true }));
    },

    async introspect(app, token, hint) {
      if (app.apiVersion === "v1") return introspectV1(token, hint);
      const form = { token: token.reveal(), token_type_hint: hint };
      const answer = await post(app, "token/introspect", form, "other");
      return readTokenInfo(answer, { activeWhenAbsent: false });
    },

    async revoke(app, refreshToken) {
      try {
        if (app.apiVersion === "v1") {
          const path = `/oauth/v1/refresh-tokens/${encodeURIComponent(refreshToken.reveal())}`;
          const answer = await transport({ method: "DELETE", url: at(path), operation: "other" });
          return { correlationId: answer.correlationId };
        }
        const form = { token: refreshToken.reveal(), token_type_hint: "refresh_token" };
        const { correlationId } = await post(app, "token/revoke", form, "refresh");
        return { correlationId };
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
        const gone = app.apiVersion === "v1" ? saysTokenIsGone(error) : error.kind === "dead_grant";
        if (gone) return { correlationId: error.correlationId };
        throw error;
      }
    },

    async accountDetails(app, accessToken) {
      const url = at(`/account-info/${dated(app.apiVersion)}/details`);
      const bearer = accessToken.reveal();
      return readAccountDetails(
        await transport({ method: "GET", url, bearer, operation: "other" }),
      );
    },

    async contactsPage(app, accessToken) {
      const url = at("/crm/v3/objects/contacts?limit=10&archived=false");
      const bearer = accessToken.reveal();
      return readContactCount(await transport({ method: "GET", url, bearer, operation: "other" }));
    },

    async uninstall(app, accessToken) {
      const url = at(`/appinstalls/${dated(app.apiVersion)}/external-install`);
      const bearer = accessToken.reveal();
      const { correlationId } = await transport({
        method: "DELETE",
        url,
        bearer,
        operation: "other",
      });
      return { correlationId };
    },

    async clientCredentials(app, scopes) {
      const form = { grant_type: "client_credentials", scope: scopes.join(" ") };
      const dateVersion = {
        ...app,
        apiVersion: app.apiVersion === "v1" ? "2026-03" : app.apiVersion,
      } as const;
      const answer = await post(dateVersion, "token", form, "other");
      const { accessToken } = readTokens(answer);
      if (!accessToken) throw malformed(answer);
      return accessToken;
    },

    journal: createJournalClient(apiUrl, transport),

    async probeCredentials(app) {
      try {
        const form = { grant_type: "refresh_token", refresh_token: "portico-credential-check" };
        await post(app, "token", form, "refresh");
        return "accepted";
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
        return error.kind === "dead_grant" ? "accepted" : error;
      }
    },
  };
}

/** A 400 or 404 counts when its body speaks HubSpot's language: a gateway's page says nothing about a token. */
function saysTokenIsGone(error: HubSpotError): boolean {
  if (["dead_grant", "access_token", "wrong_token"].includes(error.kind)) return true;
  const isAboutToken = error.httpStatus === 404 || error.httpStatus === 400;
  return isAboutToken && error.kind === "rejected" && error.status !== undefined;
}
