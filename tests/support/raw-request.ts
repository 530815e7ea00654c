import { request, type IncomingHttpHeaders } from "node:http";

export interface RawRequest {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  /** Sent with a length when it is one piece, in chunks when it is several. */
  body?: string | Buffer | Iterable<Buffer>;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request as no browser would send it: the path goes out byte for byte, and nothing is added but Host. */
export function rawRequest(origin: string, sent: RawRequest): Promise<RawAnswer> {
  const { path, method = "GET", headers = {}, body } = sent;
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    const out = request({ hostname, port, path, method, headers: { host, ...headers } });
    out.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        out.destroy();
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text });
      });
      answer.on("error", reject);
    });
    // After the answer the server may close while this side still sends.
    out.on("error", reject);
    if (body === undefined) out.end();
    else if (typeof body === "string" || Buffer.isBuffer(body)) out.end(body);
    else void sendInPieces(out, body);
  });
}

async function sendInPieces(out: ReturnType<typeof request>, body: Iterable<Buffer>) {
  for (const piece of body) {
    if (out.destroyed) return;
    await new Promise((resolve) => out.write(piece, resolve));
  }
  out.end();
}
