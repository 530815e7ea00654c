import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { startWorker } from "@/lib/jobs/worker";
import { portalRow, tokenCalls } from "../support/checks";
import { makeKey } from "../support/door";
import { startDoorServer, type DoorServer } from "../support/door-server";
import { askingThrough, duePortals, isRenewed, makeDue } from "../support/due-portals";
import { eventually } from "../support/eventually";
import { startLoadBalancer } from "../support/load-balancer";
import { makePortal } from "../support/makers";
import { startTcpGate } from "../support/tcp-gate";
import { settings, useWorld } from "../support/world";

// Server processes start, stop and start again.
const PATIENCE_MS = 180_000;
const world = useWorld();
const servers: DoorServer[] = [];

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop("SIGKILL");
});

async function start(others: Record<string, string> = {}): Promise<DoorServer> {
  const server = await startDoorServer(world(), others);
  servers.push(server);
  return server;
}

async function stop(server: DoorServer): Promise<number | null> {
  servers.splice(servers.indexOf(server), 1);
  return server.stop();
}

describe("a rolling restart", () => {
  it(
    "fails no request, for clients that keep connections open and go elsewhere when a server closes or refuses",
    async () => {
      const { hubId } = await makePortal(world());
      const { key } = await makeKey(world());
      const ring = [
        await start({ PORTICO_WORKERS: "off" }),
        await start({ PORTICO_WORKERS: "off" }),
      ];
      const agent = new Agent({ connections: 8, pipelining: 1 });
      const outcomes = new Map<string, number>();
      /** Servers that closed a connection after an answer: no new one is opened there. */
      const leaving = new Set<string>();
      let isOver = false;

      const ask = async (): Promise<string> => {
        const there = ring.filter(({ url }) => !leaving.has(url));
        for (const { url } of there.sort(() => Math.random() - 0.5)) {
          try {
            const answer = await request(`${url}/api/v1/portals/${hubId}/token`, {
              dispatcher: agent,
              headers: { authorization: `Bearer ${key}` },
            });
            if (answer.headers.connection === "close") leaving.add(url);
            await answer.body.dump();
            return String(answer.statusCode);
          } catch (error) {
            // Refused before anything was sent: a load balancer turns to the next one.
            const { code } = error as { code?: string };
            if (code !== "ECONNREFUSED") return String(code ?? error);
          }
        }
        return "nobody is there";
      };
      const client = async () => {
        while (!isOver) {
          const outcome = await ask();
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      };
      const clients = Array.from({ length: 6 }, client);
      for (const index of [0, 1]) {
        const old = ring[index];
        if (!old) throw new Error("no server");
        expect(await stop(old)).toBe(0);
        ring[index] = await start({ PORTICO_WORKERS: "off" });
      }
      isOver = true;
      await Promise.all(clients);
      await agent.close();
      expect([...outcomes.keys()]).toEqual(["200"]);
      expect(outcomes.get("200")).toBeGreaterThan(100);
    },
    PATIENCE_MS,
  );

  it(
    "fails no request behind a load balancer that asks for readiness and sends nothing twice",
    async () => {
      const { hubId } = await makePortal(world());
      const { key } = await makeKey(world());
      // Much longer than the balancer takes to notice, also on a busy machine.
      const settings = { PORTICO_WORKERS: "off", PORTICO_DRAIN_SECONDS: "4" };
      const ring = [await start(settings), await start(settings)];
      const balancer = startLoadBalancer(() => ring.map(({ url }) => url));
      for (const { url } of ring) await balancer.untilReady(url);
      const outcomes = new Map<string, number>();
      let isOver = false;
      const client = async () => {
        while (!isOver) {
          const headers = { authorization: `Bearer ${key}` };
          const outcome = await balancer.get(`/api/v1/portals/${hubId}/token`, headers);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      };
      const clients = Array.from({ length: 6 }, client);
      for (const index of [0, 1]) {
        const old = ring[index];
        if (!old) throw new Error("no server");
        expect(await stop(old)).toBe(0);
        const successor = await start(settings);
        ring[index] = successor;
        await balancer.untilReady(successor.url);
      }
      isOver = true;
      await Promise.all(clients);
      await balancer.close();
      expect([...outcomes.keys()]).toEqual(["200"]);
      expect(outcomes.get("200")).toBeGreaterThan(100);
    },
    PATIENCE_MS,
  );
});

describe("a server that is told to stop", () => {
  it("gives back at once what it had claimed and not begun, and stores what HubSpot answers later", async () => {
    const portals = await duePortals(world(), 20);
    let isStopping = false;
    let letGo: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    let asked = 0;
    const ctx = askingThrough(world(), async (real, ...question) => {
      asked += 1;
      await gone;
      return real(...question);
    });
    const round = refreshDuePortals(ctx, () => isStopping);
    await expect.poll(() => asked).toBeGreaterThan(0);
    isStopping = true;
    const leased = async () =>
      (await Promise.all(portals.map(({ portal }) => portalRow(world(), portal.id)))).filter(
        ({ leaseOwner }) => leaseOwner !== null,
      ).length;
    await eventually(async () => expect(await leased()).toBe(asked));
    letGo();
    expect(await round).toBe(asked);
    expect(await leased()).toBe(0);
    // Another server goes on with the rest.
    expect(await refreshDuePortals(world().context())).toBe(20 - asked);
  });
});

describe("PORTICO_WORKERS=off", () => {
  it("renews nothing by itself", async () => {
    const [made] = await duePortals(world(), 1);
    const stopWorker = await startWorker(async () => world().context(), { isOn: false });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await stopWorker();
    expect(await tokenCalls(world(), made?.app.clientId ?? "", "refresh_token")).toEqual([]);
  });
});

describe("portico worker", () => {
  it(
    "works without serving, also after the database was away, until it is told to stop, then ends well",
    async () => {
      const portals = await duePortals(world(), 3);
      const { databaseUrl, encryptionKeys, apiUrl, env } = world();
      const gated = new URL(databaseUrl);
      const gate = await startTcpGate({ host: gated.hostname, port: Number(gated.port) });
      gated.port = String(gate.port);
      const program = ["--conditions=react-server", inject("cliFile"), "worker"];
      const child = spawn(process.execPath, program, {
        cwd: fileURLToPath(new URL("../..", import.meta.url)),
        env: {
          ...process.env,
          NODE_ENV: "production",
          ...settings(gated.href, encryptionKeys, apiUrl, env.dataDir),
          PORTICO_WORKERS: "off",
          PORTICO_LOG_LEVEL: "info",
        },
        stdio: ["ignore", "pipe", "inherit"],
      });
      let log = "";
      child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString()));
      const exited = once(child, "exit");
      const allRenewed = async () =>
        (await Promise.all(portals.map((made) => isRenewed(world(), made)))).every(Boolean);
      await eventually(async () => expect(await allRenewed()).toBe(true));
      await gate.stop();
      await world().db.portal.updateMany({ data: { lastRefreshAt: null } });
      await makeDue(world(), portals[0]?.app.id ?? "");
      await eventually(() => expect(log).toContain("background work failed"));
      await gate.open();
      await eventually(async () => expect(await allRenewed()).toBe(true));
      child.kill("SIGTERM");
      const [code] = (await exited) as [number];
      expect(code).toBe(0);
      expect(log).toMatch(/"refreshes":[36],.*since the last count/);
      expect(log).toContain("stopped");
      await gate.close();
      await makeDue(world(), portals[0]?.app.id ?? "");
      expect(await refreshDuePortals(world().context())).toBe(3);
    },
    PATIENCE_MS,
  );
});
