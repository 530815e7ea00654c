import { runInRequest } from "../../lib/http/request-scope.mjs";
import { tracing } from "../../lib/tracing/active.mjs";
import { answerUnreadableForm } from "./answer-unreadable-form.mjs";
import { bodyLimitOf } from "./body-limits.mjs";
import { readWhole } from "./read-body.mjs";

/**
 * The last handler: pages, actions and route handlers, with the body of the request read and within its limit.
 * @param {import("next/dist/server/next").RequestHandler} handle
 * @param {{dev: boolean}} options the development server shows failures its own way
 * @returns {import("./listener.mjs").Handler}
 */
export function serveNext(handle, { dev }) {
  return async (request, response) => {
    const scope = scopeOf(request, response);
    const whole = await readWhole(request, response, bodyLimitOf(scope.path));
    if (!whole) return true;
    if (scope.isForm && !dev) answerUnreadableForm(response, scope);
    const answer = () => handle(whole, response);
    await runInRequest(scope, () => inRequestSpan(scope, request, response, answer));
    return true;
  };
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {import("../../lib/http/request-scope.mjs").RequestScope}
 */
function scopeOf({ method = "GET", url = "/", headers }, response) {
  const isMultipart = headers["content-type"]?.startsWith("multipart/form-data") ?? false;
  return {
    requestId: String(headers["x-request-id"]),
    method,
    path: url.split("?")[0] ?? "/",
    isForm: method === "POST" && (isMultipart || headers["next-action"] !== undefined),
    isFormRead: false,
    isOurFailure: false,
    logged: new WeakSet(),
    acceptLanguage: headers["accept-language"],
    addHeader: (name, value) => {
      if (!response.headersSent) response.setHeader(name, value);
    },
  };
}

/**
 * One span for a whole request, when traces are sent. Next's own begin below it, one for proxy.ts and one for the page,
 * and tell it their route, by which it is named in the end (lib/tracing/scrub).
 * @param {import("../../lib/http/request-scope.mjs").RequestScope} scope
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
function inRequestSpan({ method, path }, { headers }, response, work) {
  const active = tracing();
  if (!active) return work();
  // What kind of request it is decides whether it is traced; the path itself is not sent.
  const facts = { "http.request.method": method, "http.target": path };
  return active.inSpan({ name: method, kind: "server", headers, facts }, async ({ note }) => {
    await work();
    const { statusCode } = response;
    note({
      "http.response.status_code": statusCode,
      "error.type": statusCode >= 500 ? String(statusCode) : undefined,
    });
  });
}
