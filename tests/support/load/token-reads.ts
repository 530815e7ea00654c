import { randomInt } from "node:crypto";
import { Pool } from "undici";
import { fetchInto, newTally, type Tally } from "./people";

const CONNECTIONS = 64;
const TICK_MS = 10;
/** While answers take longer than this the machine is full, and fewer are sent. */
const SLOW_MS = 500;
const [LESS, MORE] = [0.8, 1.1];

/**
 * Reads tokens at a steady rate over kept connections, as services do that know nothing of each other. Where the machine
 * cannot take that many, as many as it answers in good time.
 * @param options.perSecond reads to send in a second
 */
export async function readTokens(
  origin: string,
  { key, hubIds, perSecond }: ReadOptions,
  isOver: () => boolean,
): Promise<Tally> {
  const reads = newTally();
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const headers = { authorization: `Bearer ${key}` };
  const underWay = new Set<Promise<void>>();
  const read = () => {
    const path = `/api/v1/portals/${hubIds[randomInt(hubIds.length)]}/token`;
    const one = fetchInto(reads, "token", () => pool.request({ method: "GET", path, headers }));
    underWay.add(one);
    void one.finally(() => underWay.delete(one));
  };
  let [rate, owed, lastAt, judgedAt, judged] = [perSecond, 0, performance.now(), 0, 0];
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const now = performance.now();
    owed = Math.min(owed + ((now - lastAt) / 1000) * rate, rate);
    lastAt = now;
    for (; owed >= 1 && underWay.size < CONNECTIONS; owed -= 1) read();
    if (now - judgedAt < 1_000) continue;
    const last = reads.times.slice(judged).toSorted((a, b) => a - b);
    const median = last[Math.floor(last.length / 2)] ?? Infinity;
    rate = Math.min(perSecond, Math.max(1, rate * (median > SLOW_MS ? LESS : MORE)));
    [judgedAt, judged] = [now, reads.times.length];
  }
  await Promise.all(underWay);
  await pool.close();
  return reads;
}

export interface ReadOptions {
  key: string;
  hubIds: string[];
  perSecond: number;
}
