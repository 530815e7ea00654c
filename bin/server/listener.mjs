import { claimHeaders } from "./client-address.mjs";

/**
 * Answers a request, or passes it on. The first handler that says true ends the chain.
 * @typedef {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) =>
 *   boolean | Promise<boolean>} Handler
 */

/**
 * What listens at the socket: every request gets its id and its client's address, then goes down the chain.
 * @param {{trustedProxies: number, handlers: Handler[], log: Pick<import("pino").Logger, "error">}} options
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>}
 */
export function createListener({ trustedProxies, handlers, log }) {
  return async (request, response) => {
    const requestId = claimHeaders(request, trustedProxies);
    response.setHeader("x-request-id", requestId);
    response.setHeader("x-content-type-options", "nosniff");
    try {
      for (const handler of handlers) if (await handler(request, response)) return;
    } catch (error) {
      log.error({ err: error, requestId }, "request crashed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
}
