import { randomInt } from "node:crypto";
import { Pool } from "undici";
import { fetchInto, newTally, type Tally } from "./people";

const CONNECTIONS = 64;
const TICK_MS = 10;

export interface Reads extends Tally {
  /** Reads that were not sent, because that many were under way already: the machine takes no more. */
  heldBack: number;
}

/**
 * Reads tokens at a steady rate, whether or not the answers keep up, as services do that know nothing of each other.
 * @param options.perSecond reads to send in a second
 * @param options.atOnce most under way at a time
 */
export async function readTokens(
  origin: string,
  { key, hubIds, perSecond, atOnce = 4 * CONNECTIONS }: ReadOptions,
  isOver: () => boolean,
): Promise<Reads> {
  const reads: Reads = { ...newTally(), heldBack: 0 };
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const headers = { authorization: `Bearer ${key}` };
  const underWay = new Set<Promise<void>>();
  const read = () => {
    const path = `/api/v1/portals/${hubIds[randomInt(hubIds.length)]}/token`;
    const one = fetchInto(reads, "token", () => pool.request({ method: "GET", path, headers }));
    underWay.add(one);
    void one.finally(() => underWay.delete(one));
  };
  let sent = 0;
  const startedAt = performance.now();
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const due = Math.floor(((performance.now() - startedAt) / 1000) * perSecond) - sent;
    const room = Math.min(due, atOnce - underWay.size);
    for (let n = 0; n < room; n += 1) read();
    reads.heldBack += due - room;
    sent += due;
  }
  await Promise.all(underWay);
  await pool.close();
  return reads;
}

export interface ReadOptions {
  key: string;
  hubIds: string[];
  perSecond: number;
  atOnce?: number;
}
