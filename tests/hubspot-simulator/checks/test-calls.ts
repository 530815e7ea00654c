import type { ControlClient } from "../control-client";

export const sampleApp = {
  clientId: "11111111-2222-4333-8444-555555555555",
  clientSecret: "99999999-8888-4777-8666-555555555555",
  redirectUri: "http://localhost:3000/oauth/callback",
  scope: "oauth crm.objects.contacts.read",
} as const;

export const credentials = {
  client_id: sampleApp.clientId,
  client_secret: sampleApp.clientSecret,
};

export const tokenFields = (code: string) => ({
  grant_type: "authorization_code",
  code,
  redirect_uri: sampleApp.redirectUri,
});

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, empty when it is not a JSON object. */
  body: Record<string, unknown>;
}

export interface Tokens {
  access: string;
  refresh: string;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  let body: Record<string, unknown> = {};
  if (isJson && text.endsWith("}")) body = JSON.parse(text) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, text, body };
}

/** Plain product-side calls, with no opinion about the answer. */
export function createTestCalls(apiUrl: string, control: ControlClient) {
  const call = async (method: string, path: string, init: RequestInit = {}) =>
    read(await fetch(apiUrl + path, { method, redirect: "manual", ...init }));
  const form = (path: string, fields: Record<string, string>) =>
    call("POST", path, { body: new URLSearchParams(fields) });
  const bearer = (method: string, path: string, token: string) =>
    call(method, path, { headers: { authorization: `Bearer ${token}` } });
  const sendJson = (method: string, path: string, token: string, body: unknown) =>
    call(method, path, {
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const token = (fields: Record<string, string>, version = "2026-03") =>
    form(`/oauth/${version}/token`, { ...credentials, ...fields });
  const refresh = (refreshToken: string, version?: string) =>
    token({ grant_type: "refresh_token", refresh_token: refreshToken }, version);
  const exchange = (code: string, extra: Record<string, string> = {}) =>
    token({ ...tokenFields(code), ...extra });
  const introspect = (value: string) =>
    form("/oauth/2026-03/token/introspect", { ...credentials, token: value });
  /** A fresh authorization code for the sample app. */
  const code = async (input: Partial<Parameters<ControlClient["authorize"]>[0]> = {}) => {
    const { clientId, redirectUri, scope } = sampleApp;
    const request = { clientId, redirectUri, scope, hubId: 62515, ...input };
    const { redirectTo } = await control.authorize(request);
    return new URL(redirectTo).searchParams.get("code") ?? "";
  };
  const connect = async (hubId = 62515, optionalScope?: string): Promise<Tokens> => {
    const { body } = await exchange(await code({ hubId, optionalScope }));
    return { access: String(body["access_token"]), refresh: String(body["refresh_token"]) };
  };
  return { call, form, bearer, sendJson, token, refresh, exchange, introspect, code, connect };
}
