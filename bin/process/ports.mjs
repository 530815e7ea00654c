import { createServer } from "node:net";
import { codeOf, PlainError } from "../lib/plain-error.mjs";

/**
 * Tries to listen and lets go again. Resolves to "" when that worked, else to the system's error code.
 * @param {number} port 0 lets the system choose
 * @param {string} host
 * @returns {Promise<{code: string, port: number}>}
 */
function probe(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve({ code: codeOf(error) || "EUNKNOWN", port }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve({ code: "", port: taken }));
    });
  });
}

/**
 * Whether a port can be listened on right now.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port, host = "127.0.0.1") {
  return (await probe(port, host)).code === "";
}

/**
 * A free loopback port: the wished one when it is free, else one the system chooses.
 * @param {number} [wished]
 * @returns {Promise<number>}
 */
export async function findFreePort(wished = 0) {
  if (wished > 0 && (await isPortFree(wished))) return wished;
  return (await probe(0, "127.0.0.1")).port;
}

/**
 * Makes sure the server will be able to listen.
 * @param {number} port
 * @param {string} host
 * @throws {PlainError} when the port is taken, privileged, or the address is not this machine's
 */
export async function requireFreePort(port, host) {
  const { code } = await probe(port, host);
  if (code === "") return;
  if (code === "EADDRINUSE") {
    throw new PlainError(
      `Port ${port} on ${host} is already in use by another program.`,
      `Stop that program, or choose another port: PORT=${port < 65_000 ? port + 1 : 3000} npm start`,
    );
  }
  if (code === "EACCES") {
    throw new PlainError(
      `This user may not listen on port ${port}.`,
      "Ports below 1024 need root. Choose a higher PORT and put a reverse proxy in front.",
    );
  }
  throw new PlainError(
    `Portico cannot listen on ${host} (${code}).`,
    "Set PORTICO_HOST to an address of this machine, for example 127.0.0.1 or 0.0.0.0.",
  );
}
