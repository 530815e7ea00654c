/**
 * A handler: calls of programs, which bring a key instead of an origin. The door itself is compiled with the rest of the
 * product and handed over when that has started (lib/start-server).
 * @type {import("./listener.mjs").Handler}
 */
export async function openDoor(request, response) {
  return (await globalThis.porticoDoor?.handle(request, response)) ?? false;
}
