import { randomBytes } from "node:crypto";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import type { Context } from "@/lib/context";
import { startSimulator } from "../hubspot-simulator/server";
import { consent, makeAccount, makeApp, makePerson } from "../support/makers";
import { startOwnPostgres } from "../support/own-postgres";
import { buildWorld, endWorld, type World } from "../support/world";
import { report } from "./report";

const RUNS = 40;

/** The whole callback of a connect, beside what HubSpot's answers in it took. */
export async function connect(): Promise<void> {
  const postgres = await startOwnPostgres();
  const simulator = await startSimulator();
  const world = await buildWorld(postgres.url, simulator);
  try {
    await measure(world);
  } finally {
    await endWorld(world);
    await simulator.close();
    await postgres.remove();
  }
}

async function measure(world: World): Promise<void> {
  const { ctx } = await makePerson(world, "owner");
  const app = await makeApp(world, ctx);
  const spent = { ms: 0 };
  const timed: Context = { ...ctx, hubspot: timedCalls(ctx.hubspot, spent) };
  const runs: { whole: number; calls: number }[] = [];
  for (let n = 0; n < RUNS + 5; n += 1) {
    const { hubId } = await makeAccount(world);
    const browserToken = randomBytes(16).toString("hex");
    const { url } = await beginConnect(ctx, { appId: app.id, extraScopes: [] }, browserToken);
    const brought = await consent(world, url, hubId);
    spent.ms = 0;
    const startedAt = performance.now();
    const outcome = await completeConnect(timed, { ...brought, browserToken });
    if ("problem" in outcome) throw new Error(outcome.problem);
    if (n >= 5) runs.push({ whole: performance.now() - startedAt, calls: spent.ms });
  }
  runs.sort((one, other) => one.whole - one.calls - (other.whole - other.calls));
  const { whole = NaN, calls = NaN } = runs[Math.floor(RUNS * 0.95) - 1] ?? {};
  report({ name: "connect_callback_p95", value: whole, unit: "ms", baseline: calls });
}

/** The client with its calls added up, one after the other as they are. */
function timedCalls(client: Context["hubspot"], spent: { ms: number }): Context["hubspot"] {
  return new Proxy(client, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]) => {
        const startedAt = performance.now();
        try {
          return (await member.apply(target, args)) as unknown;
        } finally {
          spent.ms += performance.now() - startedAt;
        }
      };
    },
  });
}
