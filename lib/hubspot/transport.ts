import "server-only";
import { Agent, fetch as undiciFetch, type RequestInit } from "undici";
import { classifyAnswer, correlationIdOf, type FailedAnswer } from "./classify";
import { HubSpotError, type HubSpotErrorFields } from "./errors";
import { salvageTokens } from "./salvage";

const CONNECT_TIMEOUT_MS = 5_000;
/** Whole call, body included. */
const TOTAL_TIMEOUT_MS = 15_000;
/**
 * The same for a call whose answer holds tokens: giving up on it may cost the grant, because HubSpot may have rotated the
 * refresh token by then (SEC-39). Leases outlive it (see lib/portals/lease).
 */
export const TOKEN_TIMEOUT_MS = 60_000;
const MAX_BODY_BYTES = 256 * 1024;

export interface Answer {
  httpStatus: number;
  body: unknown;
  correlationId?: string;
}

export interface Call {
  method: "GET" | "POST" | "DELETE";
  url: URL;
  form?: Record<string, string>;
  /** A JSON body; the OAuth endpoints take forms only. */
  json?: unknown;
  bearer?: string;
  operation: FailedAnswer["operation"];
  /** The answer holds tokens, so it is waited for longer. */
  givesTokens?: boolean;
  /** For the few answers that may be large; 256 KiB otherwise. */
  maxBodyBytes?: number;
}

export type Transport = (call: Call) => Promise<Answer>;

/**
 * One HTTP call to HubSpot. Redirects are refused, time and body size are bounded, the body is read whatever its
 * content type says.
 * @throws HubSpotError always with a kind; the cause carries no URL
 */
export function createTransport(options: { totalTimeoutMs?: number } = {}): Transport {
  const totalTimeoutMs = options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS;
  const tokenTimeoutMs = options.totalTimeoutMs ?? TOKEN_TIMEOUT_MS;
  const dispatcher = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });
  return async (call) => {
    const init: RequestInit = {
      method: call.method,
      headers: headersOf(call),
      body: bodyOf(call),
      redirect: "error",
      signal: AbortSignal.timeout(call.givesTokens ? tokenTimeoutMs : totalTimeoutMs),
      dispatcher,
    };
    let answered: Pick<HubSpotErrorFields, "httpStatus" | "correlationId"> = {};
    try {
      const response = await undiciFetch(call.url, init);
      const headers = new Headers([...response.headers]);
      answered = { httpStatus: response.status, correlationId: correlationIdOf(headers) };
      const body = await readBody(call, response);
      if (response.ok) return { ...answered, httpStatus: response.status, body };
      const { operation } = call;
      const { status: httpStatus } = response;
      throw classifyAnswer({ httpStatus, headers, body, operation, now: new Date() });
    } catch (error) {
      if (error instanceof HubSpotError) throw error;
      if (error instanceof BodyTooLarge) {
        throw new HubSpotError({ kind: "malformed", status: "BODY_TOO_LARGE", ...answered });
      }
      throw new HubSpotError({ kind: "unreachable", cause: causeCode(error), ...answered });
    }
  };
}

/** The body as JSON. Of an answer that gives tokens, what came whole is read also when the rest did not. */
async function readBody(
  call: Call,
  response: { ok: boolean; body: AsyncIterable<Uint8Array> | null },
): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  const received = () => Buffer.concat(chunks).toString("utf8");
  const salvage = () => (call.givesTokens && response.ok ? salvageTokens(received()) : undefined);
  try {
    await readBounded(response.body, chunks, call.maxBodyBytes);
  } catch (error) {
    const saved = salvage();
    if (saved) return saved;
    throw error;
  }
  return parseJson(received()) ?? salvage();
}

/** The body outgrew its limit; after decompression, so a small body that unfolds counts as well. */
class BodyTooLarge extends Error {}

function headersOf(call: Call): Record<string, string> {
  return {
    accept: "application/json",
    ...(call.form && { "content-type": "application/x-www-form-urlencoded" }),
    ...(call.json !== undefined && { "content-type": "application/json" }),
    ...(call.bearer && { authorization: `Bearer ${call.bearer}` }),
  };
}

function bodyOf(call: Call): string | undefined {
  if (call.form) return new URLSearchParams(call.form).toString();
  return call.json === undefined ? undefined : JSON.stringify(call.json);
}

async function readBounded(
  stream: AsyncIterable<Uint8Array> | null,
  chunks: Uint8Array[],
  maxBodyBytes = MAX_BODY_BYTES,
): Promise<void> {
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new BodyTooLarge();
    chunks.push(chunk);
  }
}

/** The body as JSON; `undefined` for anything else, such as the HTML of a gateway. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** The system code of a network failure (ECONNREFUSED, UND_ERR_CONNECT_TIMEOUT): its message may hold the URL. */
function causeCode(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? cause.code : undefined;
    if (typeof code === "string") return code;
    if (cause.name === "TimeoutError") return "TIMEOUT";
  }
  return "NETWORK";
}
