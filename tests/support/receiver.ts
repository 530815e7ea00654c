import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedPost {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** How a receiver answers; "hang" never does. */
export type ReceiverAnswer =
  "hang" | { status: number; headers?: Record<string, string>; body?: string };

/** A receiver of webhooks as somebody would write one: keeps what it gets, answers as it is told. */
export interface Receiver {
  url: string;
  posts: ReceivedPost[];
  answer: ReceiverAnswer;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const receiver: Omit<Receiver, "url" | "close"> = { posts: [], answer: { status: 204 } };
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString("utf8");
      receiver.posts.push({ path: request.url ?? "", headers: request.headers, body });
      const { answer } = receiver;
      if (answer === "hang") return;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/hook`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}
