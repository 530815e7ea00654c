import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as it went over the wire, both ways. */
export interface Exchange {
  method: string;
  path: string;
  query: string[];
  requestHeaders: Record<string, string>;
  requestBody: string;
  status: number;
  responseHeaders: Record<string, string>;
  responseBody: string;
}

export interface RecordingProxy {
  url: string;
  exchanges: Exchange[];
  close(): Promise<void>;
}

const HOP_BY_HOP = new Set([
  "connection",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

/** Passes every call on to `target` unchanged and remembers what both sides said. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const exchanges: Exchange[] = [];
  const server = createServer((request, response) => {
    pass(target, request)
      .then((exchange) => {
        exchanges.push(exchange);
        response.writeHead(exchange.status, exchange.responseHeaders).end(exchange.responseBody);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(target: string, request: IncomingMessage): Promise<Exchange> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const requestBody = Buffer.concat(chunks).toString("utf8");
  const url = new URL(request.url ?? "/", target);
  const method = request.method ?? "GET";
  const requestHeaders = plain(Object.entries(request.headers));
  const reply = await fetch(url, {
    method,
    headers: requestHeaders,
    body: requestBody === "" ? undefined : requestBody,
    redirect: "manual",
  });
  return {
    method,
    path: url.pathname,
    query: [...url.searchParams.keys()],
    requestHeaders,
    requestBody,
    status: reply.status,
    responseHeaders: plain([...reply.headers]),
    responseBody: await reply.text(),
  };
}

function plain(entries: [string, string | string[] | undefined][]): Record<string, string> {
  const kept = entries.filter(([name, value]) => value !== undefined && !HOP_BY_HOP.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
