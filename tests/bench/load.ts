import { readdirSync, readFileSync } from "node:fs";
import { Pool } from "undici";
import type { Child } from "./child";

const WARM_UP_MS = 1_500;
/** The sides take turns, so that what else the machine does in a moment meets all of them. */
const TURNS = 10;
const TURN_MS = 600;

export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** Of the server and PostgreSQL, for one request. */
  cpuMs: number;
}

/** What is measured beside others. */
export interface Side {
  server: Pick<Child, "port"> & Partial<Child>;
  /** The path of the next request. */
  path: () => string;
}

export interface LoadOptions {
  /** API key. */
  key: string;
  connections: number;
}

/** Asks servers in turns, again and again over connections that are kept, after a warm-up that nobody measures. */
export async function sideBySide(sides: Side[], options: LoadOptions): Promise<Load[]> {
  const lanes = sides.map((side) => new Lane(side, options));
  try {
    for (const lane of lanes) await lane.run(WARM_UP_MS, false);
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const lane of lanes) await lane.run(TURN_MS, true);
    return lanes.map((lane) => lane.load());
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

/** One side, and what was measured of it by now. */
class Lane {
  private readonly pool: Pool;
  private readonly times: number[] = [];
  private spentMs = 0;
  private cpuMs = 0;

  constructor(
    private readonly side: Side,
    private readonly options: LoadOptions,
  ) {
    const { connections } = options;
    this.pool = new Pool(`http://127.0.0.1:${side.server.port}`, { connections, pipelining: 1 });
  }

  /** @throws Error when an answer is not 200 */
  async run(ms: number, isMeasured: boolean): Promise<void> {
    const cpuBefore = await this.cpu();
    const startedAt = performance.now();
    const isOver = () => performance.now() - startedAt >= ms;
    const reader = async () => {
      while (!isOver()) {
        const askedAt = performance.now();
        await get(this.pool, this.side.path(), this.options.key);
        if (isMeasured) this.times.push(performance.now() - askedAt);
      }
    };
    await Promise.all(Array.from({ length: this.options.connections }, reader));
    if (!isMeasured) return;
    this.spentMs += performance.now() - startedAt;
    this.cpuMs += (await this.cpu()) - cpuBefore;
  }

  load(): Load {
    const times = this.times.sort((one, other) => one - other);
    const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
    return {
      perSecond: times.length / (this.spentMs / 1000),
      p50: at(0.5),
      p99: at(0.99),
      cpuMs: this.cpuMs / times.length,
    };
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async cpu(): Promise<number> {
    const { ask } = this.side.server;
    return (ask ? (await ask<{ cpuMs: number }>("cpu")).cpuMs : 0) + postgresCpuMs();
  }
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
