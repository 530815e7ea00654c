import { readdirSync, readFileSync } from "node:fs";
import { Pool } from "undici";
import type { Child } from "./child";

const WARM_UP_MS = 2_000;
const MEASURE_MS = 5_000;
const CONNECTIONS = 64;

export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** Of the server and PostgreSQL, for one request. */
  cpuMs: number;
}

export interface LoadOptions {
  /** The path of the next request. */
  path: () => string;
  /** API key. */
  key: string;
  connections?: number;
}

/** Asks a server again and again over connections that are kept, after a warm-up that nobody measures. */
export async function load(
  server: Pick<Child, "port"> & Partial<Child>,
  { path: pathOf, key, connections = CONNECTIONS }: LoadOptions,
): Promise<Load> {
  const pool = new Pool(`http://127.0.0.1:${server.port}`, { connections, pipelining: 1 });
  const times: number[] = [];
  let isOver = false;
  let isMeasured = false;
  const reader = async () => {
    while (!isOver) {
      const startedAt = performance.now();
      await get(pool, pathOf(), key);
      if (isMeasured) times.push(performance.now() - startedAt);
    }
  };
  const readers = Promise.all(Array.from({ length: connections }, reader));
  await sleep(WARM_UP_MS, readers);
  const cpuBefore = (await cpuOf(server)) + postgresCpuMs();
  isMeasured = true;
  const startedAt = performance.now();
  await sleep(MEASURE_MS, readers);
  isMeasured = false;
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuMs = (await cpuOf(server)) + postgresCpuMs() - cpuBefore;
  isOver = true;
  await readers;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpuMs: cpuMs / times.length,
  };
}

/** One request, whose answer is read to its end. @throws Error when it is not 200 */
export async function get(pool: Pool, path: string, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}` };
  const { statusCode, body } = await pool.request({ path, method: "GET", headers });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`HTTP ${statusCode}: ${text}`);
}

/** One of them at random. */
export function oneOf(texts: string[]): string {
  return texts[Math.floor(Math.random() * texts.length)] ?? "";
}

async function cpuOf({ ask }: Partial<Child>): Promise<number> {
  return ask ? (await ask<{ cpuMs: number }>("cpu")).cpuMs : 0;
}

/** Ends early with the failure of the readers. */
function sleep(ms: number, readers: Promise<unknown>): Promise<unknown> {
  return Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), readers]);
}

/** Processor time of every PostgreSQL process of this machine, in milliseconds; 0 where /proc does not tell. */
function postgresCpuMs(): number {
  const TICK_MS = 10;
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(cpuTicksOfPostgres)
      .reduce((sum, ticks) => sum + ticks * TICK_MS, 0);
  } catch {
    return 0;
  }
}

function cpuTicksOfPostgres(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    if (!stat.includes("(postgres)")) return 0;
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    // It has ended in between.
    return 0;
  }
}
