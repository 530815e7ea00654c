/** What every answer of this layer carries: plain words, kept nowhere, told to nobody (SEC-06, SEC-73). */
export const PLAIN_HEADERS = {
  "content-type": "text/plain; charset=utf-8",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/** How long a refused sender may go on sending, so that it comes to read the answer. Nothing of it is kept. */
const LINGER_MS = 2_000;

/**
 * True when a request has a body.
 * @param {import("node:http").IncomingMessage} request
 */
export function hasBody({ headers }) {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * Answers in plain words. A body that has not arrived yet is thrown away and the connection closed.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 * @param {string} words one or two sentences
 * @param {Record<string, string>} [headers] more of them
 * @returns {true} for handlers: it was answered
 */
export function answerPlainly(request, response, status, words, headers = {}) {
  const body = Buffer.from(`${words}\n`);
  const isUnread = hasBody(request) && !request.complete;
  response.writeHead(status, {
    ...PLAIN_HEADERS,
    "content-length": body.byteLength,
    ...(isUnread && { connection: "close" }),
    ...headers,
  });
  if (!isUnread) {
    response.end(body);
    return true;
  }
  // The answer is complete for its reader; ending it would close the connection under a sender who still writes, and
  // the reset could overtake the answer.
  response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  request.once("end", end).once("close", end).resume();
  return true;
}
