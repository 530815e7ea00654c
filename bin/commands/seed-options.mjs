import { parseArgs } from "node:util";
import { PlainError, textOf } from "../lib/plain-error.mjs";

const MAX_PORTALS = 1_000_000;

/**
 * The options of `npm run seed`.
 * @param {string[]} args
 * @returns {{portals: number}}
 * @throws {PlainError}
 */
export function readSeedOptions(args) {
  const usage = "Usage: npm run seed -- --portals 1000";
  let values;
  try {
    ({ values } = parseArgs({ args, options: { portals: { type: "string", default: "1000" } } }));
  } catch (error) {
    throw new PlainError(textOf(error), usage);
  }
  const portals = Number(values.portals);
  if (Number.isInteger(portals) && portals >= 1 && portals <= MAX_PORTALS) return { portals };
  throw new PlainError(`--portals takes a whole number from 1 to ${MAX_PORTALS}.`, usage);
}
