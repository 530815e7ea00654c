import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { checkExternalDatabase } from "@/bin/database/database.mjs";
import { startLoop } from "@/lib/jobs/loop";
import { closeResources, createContext } from "@/lib/resources";
import { openPatiently } from "@/lib/start-server";
import { eventually } from "../support/eventually";
import { startTcpGate, type TcpGate } from "../support/tcp-gate";
import { settings, SYSTEM, useWorld } from "../support/world";

const world = useWorld();

// One address for all: a process reads its settings once.
let gate: TcpGate;
let gateUrl: string;
beforeAll(async () => {
  const url = new URL(world().databaseUrl);
  gate = await startTcpGate({ host: url.hostname, port: Number(url.port) });
  url.port = String(gate.port);
  gateUrl = url.href;
  const env = settings(gateUrl, world().encryptionKeys, world().apiUrl, world().env.dataDir);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
afterEach(async () => {
  await gate.open();
  await closeResources().catch(() => undefined);
});
afterAll(async () => {
  await gate.close();
  vi.unstubAllEnvs();
});

/** What the readiness check asks. */
async function ask(): Promise<unknown> {
  const { db } = await createContext(SYSTEM);
  return db.$queryRaw`SELECT 1 AS "one"`;
}

describe("a database that goes away and comes back", () => {
  it("at the start of a server is waited for", async () => {
    await gate.stop();
    const opening = openPatiently();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await gate.open();
    await opening;
    expect(await ask()).toEqual([{ one: 1 }]);
  });

  it("at the start of a server is not waited for without end", async () => {
    await gate.stop();
    await expect(openPatiently(600)).rejects.toThrow(/reach database server/);
  });

  it("under a running server: refused, then answered again by itself; background work goes on", async () => {
    await openPatiently();
    let rounds = 0;
    const run = async () => {
      await ask();
      rounds += 1;
      return 0;
    };
    const stop = startLoop({ name: "test", everyMs: 20, run }, () => createContext(SYSTEM));
    try {
      await eventually(() => expect(rounds).toBeGreaterThan(0));
      await gate.stop();
      await expect(ask()).rejects.toThrow();
      await gate.open();
      await eventually(async () => expect(await ask()).toEqual([{ one: 1 }]));
      const before = rounds;
      await eventually(() => expect(rounds).toBeGreaterThan(before));
    } finally {
      await stop();
    }
  });
});

describe("the launcher's look at an operator's database", () => {
  it("waits for one that does not listen yet, and says for what", async () => {
    await gate.stop();
    const said: string[] = [];
    const looking = checkExternalDatabase(gateUrl, {
      patienceMs: 45_000,
      onWait: (words) => void said.push(words),
    });
    await eventually(() => expect(said).toHaveLength(1));
    await gate.open();
    expect(await looking).toMatchObject({ place: expect.stringContaining(`:${gate.port}/`) });
    expect(said[0]).toMatch(/does not answer: nothing listens there/);
  });

  it("ends after its patience, and at once when a stop was asked for", async () => {
    await gate.stop();
    const refused = /nothing listens there/;
    await expect(checkExternalDatabase(gateUrl, { patienceMs: 600 })).rejects.toThrow(refused);
    const onWait = vi.fn();
    const options = { patienceMs: 600_000, isStopping: () => true, onWait };
    await expect(checkExternalDatabase(gateUrl, options)).rejects.toThrow(refused);
    expect(onWait).not.toHaveBeenCalled();
  });

  it.each([
    [
      "a wrong password",
      (url: URL) => (url.password = "wrong"),
      /refused the user name or password/,
    ],
    ["a database that is not there", (url: URL) => (url.pathname = "/nowhere"), /no such database/],
  ])("does not wait over %s", async (_name, spoil, words) => {
    const url = new URL(inject("adminUrl"));
    spoil(url);
    const onWait = vi.fn();
    const looking = checkExternalDatabase(url.href, { patienceMs: 600_000, onWait });
    await expect(looking).rejects.toThrow(words);
    expect(onWait).not.toHaveBeenCalled();
  });
});
