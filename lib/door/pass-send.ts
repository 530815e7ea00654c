import "server-only";
import { Agent, type Dispatcher } from "undici";
import type { Secret } from "@/lib/crypto/secret";
import { logger } from "@/lib/logger";
import { Answer } from "./pass-answer";
import type { PassBody } from "./pass-body";
import { Problem } from "./problems";

const CONNECT_TIMEOUT_MS = 5_000;
/** From the end of the request until the answer begins, and between two pieces of the answer. */
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
  /** Ends the call, whatever it is at. */
  signal: AbortSignal;
}

export type Send = (asked: Asked, token: Secret) => Promise<Answer>;

/**
 * Sends calls to HubSpot's API. The body of an answer is as HubSpot encoded it; redirects are answers.
 * The sender throws Problem hubspot_unavailable when no answer begins, too_large when the body turns out so, and the
 * signal's reason when that ended the call.
 */
export function createSend({ answerTimeoutMs = ANSWER_TIMEOUT_MS } = {}): Send {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
  return async ({ origin, path, method, headers, body, signal }, token) => {
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
      return await new Promise<Answer>((done, failed) => {
        signal.throwIfAborted();
        const answer: Answer = new Answer(signal, () => done(answer), failed);
        agent.dispatch(sent, answer);
      });
    } catch (error) {
      if (error instanceof Problem || signal.aborted) throw error;
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
