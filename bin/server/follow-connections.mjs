/**
 * @typedef {{request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse}} Exchange
 */

/**
 * Knows what each connection of a server is at, so that a server that stops can tell a slow client from one that it keeps
 * waiting itself.
 * @param {import("node:http").Server} server
 * @returns {{endSlow: () => void}} endSlow ends every connection but those whose request has come whole and has no answer yet
 */
export function followConnections(server) {
  /** @type {Map<import("node:net").Socket, Exchange | undefined>} */
  const connections = new Map();
  server.on("connection", (socket) => {
    connections.set(socket, undefined);
    socket.once("close", () => connections.delete(socket));
  });
  server.prependListener("request", (request, response) => {
    if (connections.has(request.socket)) connections.set(request.socket, { request, response });
  });
  return {
    endSlow() {
      for (const [socket, exchange] of connections) if (!waitsForUs(exchange)) socket.destroy();
    },
  };
}

/** @param {Exchange | undefined} exchange */
function waitsForUs(exchange) {
  return exchange !== undefined && exchange.request.complete && !exchange.response.headersSent;
}
