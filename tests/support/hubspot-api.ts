import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as HubSpot's API got it. */
export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The token it came with. */
  token: string;
}

export interface ApiStandIn {
  url: string;
  /** Every request that came whole, in order. */
  seen: SeenRequest[];
  /** How many were broken off by whoever sent them. */
  broken: number;
  /** What is answered; `{"ok":true}` unless a test says otherwise. */
  answer: (response: ServerResponse, request: SeenRequest) => void;
  /** Answers before the body has come; such a request is not remembered. */
  answerEarly?: (response: ServerResponse) => void;
  close(): Promise<void>;
}

/** Stands in for HubSpot's API where calls are passed through: it answers what a test says and remembers what came. */
export async function startApiStandIn(): Promise<ApiStandIn> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.once("close", () => {
      if (!response.writableFinished) api.broken += 1;
    });
    request.on("error", () => undefined);
    if (api.answerEarly) return api.answerEarly(response);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const token = headers.authorization?.replace(/^Bearer /, "") ?? "";
      const seen = { method, url, headers, body: Buffer.concat(chunks), token };
      api.seen.push(seen);
      api.answer(response, seen);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const api: ApiStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    broken: 0,
    answer: (response) => void answerJson(response, 200, { ok: true }),
    async close() {
      if (!server.listening) return;
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
  return api;
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
