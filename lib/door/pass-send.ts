import "server-only";
import type { Dispatcher } from "undici";
import type { Secret } from "@/lib/crypto/secret";
import { logger } from "@/lib/logger";
import type { Caller } from "./caller";
import { Answer } from "./pass-answer";
import type { PassBody } from "./pass-body";
import { Connections } from "./pass-connections";
import { Problem } from "./problems";

const ANSWER_TIMEOUT_MS = 60_000;
const COME_BACK_SECONDS = 5;

/** One call to HubSpot's API. */
export interface Asked {
  /** HubSpot's API. */
  origin: string;
  /** With the query; sent as it is. */
  path: string;
  method: string;
  headers: Record<string, string>;
  body: PassBody;
  /** Whoever goes away ends the call, whatever it is at. */
  caller: Caller;
}

export type Send = (asked: Asked, token: Secret) => Promise<Answer>;

/**
 * Sends calls to HubSpot's API. The body of an answer is as HubSpot encoded it; redirects are answers.
 * The sender throws Problem hubspot_unavailable when no answer begins, too_large when the body turns out so, and an Error
 * when nobody waits any more.
 */
export function createSend({ answerTimeoutMs = ANSWER_TIMEOUT_MS } = {}): Send {
  const connections = new Connections(answerTimeoutMs);
  return async ({ origin, path, method, headers, body, caller }, token) => {
    const length = body.isKept ? undefined : body.length;
    const sent = {
      origin,
      path,
      method: method as Dispatcher.HttpMethod,
      headers: {
        ...headers,
        ...(length !== undefined && { "content-length": String(length) }),
        authorization: `Bearer ${token.reveal()}`,
      },
      body: body.isKept ? body.bytes : body.stream,
    };
    try {
      caller.assertWaiting();
      return await new Promise<Answer>((done, failed) => {
        const client = connections.take(origin);
        const answer: Answer = new Answer(caller, {
          begun: () => done(answer),
          failed,
          // HubSpot may have answered before it took all of a stream: the rest is nobody else's to wait for.
          over: () =>
            body.isKept ? connections.giveBack(origin, client) : connections.discard(client),
        });
        client.dispatch(sent, answer);
      });
    } catch (error) {
      if (error instanceof Problem || caller.isGone) throw error;
      throw unavailable(error);
    }
  };
}

/** Said without the address: it may hold what is nobody's business. */
function unavailable(error: unknown): Problem {
  const code = codeOf(error);
  logger.warn({ reason: code }, "HubSpot's API gave no answer to a call of a service");
  const isLate = code === "UND_ERR_HEADERS_TIMEOUT";
  const isUnsent = code === "ECONNREFUSED" || code === "ENOTFOUND" || code.includes("CONNECT");
  return new Problem("hubspot_unavailable", {
    retryAfterSeconds: COME_BACK_SECONDS,
    detail: isUnsent
      ? "HubSpot's API could not be reached, so nothing was sent to it."
      : `HubSpot's API ${isLate ? "did not answer in time" : "broke off before it answered"}. Whether it did what was asked is not known.`,
  });
}

/** The system code of a failure (UND_ERR_SOCKET, ECONNREFUSED): its message may hold an address. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "NETWORK";
}
