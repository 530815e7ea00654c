import type { IncomingMessage } from "node:http";
import { Transform, type Readable } from "node:stream";
import { Problem } from "./problems";

/** More than any call of HubSpot's API but file uploads takes, in bytes. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** A body up to this size is kept, so that the call can be repeated. In bytes. */
export const KEPT_BODY_BYTES = 1024 * 1024;
/** How long a refused sender may go on sending, so that it comes to read the answer. Nothing of it is kept. */
const LINGER_MS = 2_000;

export type PassBody =
  /** null: the request has none. */
  | { isKept: true; bytes: Buffer | null }
  /** @property length in bytes, where the sender said so */
  | { isKept: false; stream: Readable; length: number | undefined };

/**
 * The body of a request, read to its end when it is small; of a larger one the beginning is read, and the rest follows as
 * it is sent.
 * @throws Problem too_large when its length says so; the stream ends with the same one when more comes than may
 * @throws Error when the sender goes away
 */
export async function takeBody(request: IncomingMessage): Promise<PassBody> {
  const said = request.headers["content-length"];
  const length = said === undefined ? undefined : Number(said);
  if ((length ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  // RFC 9112 section 6.3: neither header, no body.
  if (!length && request.headers["transfer-encoding"] === undefined)
    return { isKept: true, bytes: null };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).byteLength;
    if (size > KEPT_BODY_BYTES)
      return { isKept: false, stream: rest(request, Buffer.concat(chunks)), length };
  }
  return { isKept: true, bytes: size > 0 ? Buffer.concat(chunks) : null };
}

/** What was read, then what comes, up to the limit. It fails when the sender goes away. */
function rest(request: IncomingMessage, first: Buffer): Readable {
  let size = 0;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength;
      if (size > MAX_BODY_BYTES) done(tooLarge());
      else done(null, chunk);
    },
  });
  const cut = () => {
    if (!request.complete) gate.destroy(new Error("the sender went away"));
  };
  request.once("error", cut).once("close", cut);
  // Whoever reads hears of it; a stream that nobody reads yet must not end the process.
  gate.on("error", () => undefined);
  gate.write(first);
  request.pipe(gate);
  return gate;
}

/**
 * Ends with a request that was answered before it had come whole: it is thrown away for a moment, because a reset could
 * overtake the answer, then the connection is destroyed.
 */
export function letGo(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  const done = () => clearTimeout(timer);
  request.once("end", done).once("close", done);
}

function tooLarge(): Problem {
  return new Problem("too_large", {
    detail: `At most ${MAX_BODY_BYTES / 1024 / 1024} MiB are passed on.`,
  });
}
