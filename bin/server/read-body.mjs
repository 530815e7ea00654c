import { IncomingMessage } from "node:http";
import { answerPlainly, hasBody } from "./answer-plainly.mjs";

/**
 * Reads the body of a request up to a limit: refused at once by its length, else as soon as too much has come.
 * @param {IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {number} limit bytes
 * @returns {Promise<Buffer | null>} null when it was answered with 413 here, or the sender went away
 */
export async function readBody(request, response, limit) {
  if (Number(request.headers["content-length"] ?? 0) > limit)
    return refuseSize(request, response, limit);
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  return new Promise((resolve) => {
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size <= limit) return;
      request.off("data", take);
      chunks.length = 0;
      resolve(refuseSize(request, response, limit));
    };
    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat(chunks)));
    // After "end" or the refusal this changes nothing.
    request.once("close", () => resolve(null));
    request.once("error", () => resolve(null));
  });
}

/**
 * @param {IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {number} limit
 * @returns {null}
 */
function refuseSize(request, response, limit) {
  const words = `This request is larger than the ${limit / 1024} KB that are allowed here, so it was not read. Nothing was changed.`;
  answerPlainly(request, response, 413, words);
  return null;
}

/**
 * The request with its body read and limited, for code that wants to read it as a stream.
 * @param {IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {number} limit bytes
 * @returns {Promise<IncomingMessage | null>} null when there is nobody left to answer
 */
export async function readWhole(request, response, limit) {
  if (!hasBody(request)) return request;
  const body = await readBody(request, response, limit);
  return body && replay(request, body);
}

/** @param {IncomingMessage} request @param {Buffer} body */
function replay(request, body) {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } =
    request;
  const whole = new IncomingMessage(request.socket);
  Object.assign(whole, { method, url, headers, rawHeaders });
  Object.assign(whole, { httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  if (body.byteLength > 0) whole.push(body);
  whole.push(null);
  return whole;
}
