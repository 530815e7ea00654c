import { exportJWK, generateKeyPair, type KeyLike } from "jose";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What an identity provider answers to servers: its description, its keys, and tokens as a test says. */
export interface IdentityProvider {
  issuer: string;
  privateKey: KeyLike;
  /** What the token endpoint says next. */
  answer: { status: number; body: object };
  /** What the token endpoint was asked. */
  asked: { body: string; authorization?: string }[];
  close(): Promise<void>;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const server = createServer(async (request, response) => {
    const json = (body: object, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/keys") return void json({ keys: [jwk] });
    if (request.url !== "/token") return void json(describe(provider.issuer));
    const { authorization } = request.headers;
    provider.asked.push({ body: await textOf(request), authorization });
    json(provider.answer.body, provider.answer.status);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const provider: IdentityProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    privateKey,
    answer: { status: 200, body: {} },
    asked: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return provider;
}

function describe(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
