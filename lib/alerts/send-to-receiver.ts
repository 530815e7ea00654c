import "server-only";
import { isIP } from "node:net";
import { Agent, request } from "undici";
import { guardedLookup, PrivateAddressError, receiverRules } from "./receiver-address";

const CONNECT_TIMEOUT_MS = 5_000;
/** Whole call, answer included. */
const TOTAL_TIMEOUT_MS = 10_000;
/** Of the answer no more is read. */
const MOST_READ_BYTES = 16 * 1024;
const MOST_SHOWN = 1_000;

/** What a receiver made of a message. */
export interface Reception {
  isAccepted: boolean;
  ms: number;
  /** Absent when no answer came. */
  status?: number;
  /** Beginning of the answer. */
  answer?: string;
  /** Why there is none, or why it does not count: private_address | redirect | timeout | tls | refused | unreachable */
  problem?: string;
  /** Seconds that the receiver asked to be left alone. */
  retryAfterSeconds?: number;
}

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** See PORTICO_ALLOWED_RECEIVERS. */
  allowedReceivers: string;
  timeoutMs?: number;
}

/**
 * Posts a message to a receiver outside. Only a 2xx counts; redirects are not followed, private addresses are refused at
 * the moment of connecting, time and size are bounded. Never throws.
 */
export async function sendToReceiver(post: Post): Promise<Reception> {
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  const rules = receiverRules(post.allowedReceivers);
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(rules) as never },
    maxHeaderSize: MOST_READ_BYTES,
  });
  try {
    const url = new URL(post.url);
    // A literal address is never looked up.
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host)) rules.assertMay(host, host);
    const { statusCode, headers, body } = await request(url, {
      method: "POST",
      headers: post.headers,
      body: post.body,
      dispatcher: agent,
      signal: AbortSignal.timeout(post.timeoutMs ?? TOTAL_TIMEOUT_MS),
    });
    const answer = await readBeginning(body);
    const isRedirect = statusCode >= 300 && statusCode < 400;
    return {
      isAccepted: statusCode >= 200 && statusCode < 300,
      ms: ms(),
      status: statusCode,
      ...(answer && { answer }),
      ...(isRedirect && { problem: "redirect" }),
      ...retryAfterOf(headers["retry-after"]),
    };
  } catch (error) {
    return { isAccepted: false, ms: ms(), problem: problemOf(error) };
  } finally {
    agent.destroy().catch(() => undefined);
  }
}

async function readBeginning(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(piece);
    bytes += piece.byteLength;
    if (bytes >= MOST_READ_BYTES) break;
  }
  return Buffer.concat(pieces).toString("utf8").replaceAll("\0", "").slice(0, MOST_SHOWN);
}

const MOST_RETRY_AFTER_SECONDS = 24 * 3_600;

function retryAfterOf(header: string | string[] | undefined): { retryAfterSeconds?: number } {
  const text = String(header ?? "");
  if (!/^\d{1,6}$/.test(text)) return {};
  return { retryAfterSeconds: Math.min(MOST_RETRY_AFTER_SECONDS, Number(text)) };
}

const TLS_CODES = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_SSL|EPROTO)/;

function problemOf(error: unknown): string {
  if (error instanceof PrivateAddressError) return "private_address";
  const { name, code = "", cause } = error as Error & { code?: string };
  if (cause instanceof PrivateAddressError) return "private_address";
  if (name === "TimeoutError" || code.includes("TIMEOUT")) return "timeout";
  if (TLS_CODES.test(code)) return "tls";
  if (code === "ECONNREFUSED") return "refused";
  return "unreachable";
}
