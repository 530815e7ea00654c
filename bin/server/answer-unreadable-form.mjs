import { PLAIN_HEADERS } from "./answer-plainly.mjs";

const WORDS =
  "This form could not be read, so nothing was changed. Reload the page and try again.\n";
/** Headers that outlive the answer they were set for. */
const KEPT = new Set(["x-request-id", "connection", "date", "keep-alive"]);
/** Next decodes a form in its own runtime, around which our compiled code stands: whose frame comes first has failed. */
const FRAME = /[\\/](next-server|\.next[\\/]server)[\\/]/;

/**
 * Whether an error that met a request says that its form could not be decoded: nothing of ours had run. Notes what it
 * learned for the answer.
 * @param {import("../../lib/http/request-scope.mjs").RequestScope | undefined} scope
 * @param {Error} error
 */
export function isFormAtFault(scope, error) {
  if (!scope?.isForm || scope.isFormRead) return false;
  const first = FRAME.exec(error.stack ?? "")?.[1];
  if (first?.startsWith(".next")) scope.isOurFailure = true;
  return !scope.isOurFailure;
}

/**
 * Next answers 500 to a form whose body it cannot decode. That is the sender's mistake: 400, in words.
 * @param {import("node:http").ServerResponse} response
 * @param {import("../../lib/http/request-scope.mjs").RequestScope} scope
 */
export function answerUnreadableForm(response, scope) {
  const { writeHead, write, end, flushHeaders } = response;
  let isReplaced = false;
  /** @param {number} status */
  const replace = (status) => {
    if (isReplaced) return true;
    if (status !== 500 || response.headersSent || scope.isFormRead || scope.isOurFailure)
      return false;
    isReplaced = true;
    for (const name of response.getHeaderNames()) if (!KEPT.has(name)) response.removeHeader(name);
    const body = Buffer.from(WORDS);
    writeHead.call(response, 400, { ...PLAIN_HEADERS, "content-length": body.byteLength });
    end.call(response, body);
    return true;
  };
  response.writeHead = (/** @type {any[]} */ ...args) =>
    replace(args[0]) ? response : writeHead.apply(response, /** @type {any} */ (args));
  response.write = (/** @type {any[]} */ ...args) =>
    replace(response.statusCode) || write.apply(response, /** @type {any} */ (args));
  response.flushHeaders = () => {
    if (!replace(response.statusCode)) flushHeaders.call(response);
  };
  response.end = (/** @type {any[]} */ ...args) => {
    if (!replace(response.statusCode)) return end.apply(response, /** @type {any} */ (args));
    const done = args.find((one) => typeof one === "function");
    if (done) queueMicrotask(done);
    return response;
  };
}
