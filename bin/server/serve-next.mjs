import { runInRequest } from "../../lib/http/request-scope.mjs";
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
    const scope = scopeOf(request);
    const whole = await readWhole(request, response, bodyLimitOf(scope.path));
    if (!whole) return true;
    if (scope.isForm && !dev) answerUnreadableForm(response, scope);
    await runInRequest(scope, () => handle(whole, response));
    return true;
  };
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {import("../../lib/http/request-scope.mjs").RequestScope}
 */
function scopeOf({ method = "GET", url = "/", headers }) {
  const isMultipart = headers["content-type"]?.startsWith("multipart/form-data") ?? false;
  return {
    requestId: String(headers["x-request-id"]),
    method,
    path: url.split("?")[0] ?? "/",
    isForm: method === "POST" && (isMultipart || headers["next-action"] !== undefined),
    isFormRead: false,
    isOurFailure: false,
    logged: new WeakSet(),
  };
}
