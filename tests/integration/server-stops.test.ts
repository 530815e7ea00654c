import { connect as connectSocket } from "node:net";
import { request } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identifyGrants } from "@/lib/jobs/identify-grants";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { refreshStaleMetadata } from "@/lib/jobs/refresh-metadata";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { returnOrphan } from "@/lib/portals/end/return-orphan";
import { Secret } from "@/lib/crypto/secret";
import { portalRow, tokenCalls } from "../support/checks";
import { makeKey } from "../support/door";
import { startDoorServer, type DoorServer } from "../support/door-server";
import { duePortals, isRenewed } from "../support/due-portals";
import { eventually } from "../support/eventually";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

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
  const server = await startDoorServer(world(), { PORTICO_DRAIN_SECONDS: "0", ...others });
  servers.push(server);
  return server;
}

async function stop(server: DoorServer, signal?: NodeJS.Signals): Promise<number | null> {
  servers.splice(servers.indexOf(server), 1);
  return server.stop(signal);
}

const answersLate = ({ app }: ConnectedPortal, delayMs: number) =>
  world().control.addFault({ match: { clientId: app.clientId }, times: 0, delayMs });
const refreshes = async ({ app }: ConnectedPortal) =>
  (await tokenCalls(world(), app.clientId, "refresh_token")).length;

describe("a server that is told to stop while HubSpot is slow", () => {
  it("answers who waits for HubSpot, and waits for no client that sends the rest late", async () => {
    const made = await makePortal(world());
    const { key } = await makeKey(world());
    await world().db.grant.updateMany({ data: { accessTokenExpiresAt: new Date(0) } });
    await answersLate(made, 5_000);
    const server = await start({ PORTICO_WORKERS: "off", PORTICO_TEST_CLIENT_MS: "1500" });
    const { hostname, port } = new URL(server.url);
    const ended: string[] = [];
    const slow = connectSocket(Number(port), hostname);
    slow.on("error", () => undefined);
    slow.resume().on("close", () => ended.push("slow client"));
    slow.write(
      "POST /hubspot/oauth/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n" +
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n",
    );
    const read = request(`${server.url}/api/v1/portals/${made.hubId}/token`, {
      headers: { authorization: `Bearer ${key}` },
    }).finally(() => ended.push("answer"));
    await eventually(async () => expect(await refreshes(made)).toBe(1));
    const stopped = stop(server);
    const { statusCode, body } = await read;
    expect(statusCode).toBe(200);
    expect(await body.json()).toHaveProperty("access_token");
    expect(await stopped).toBe(0);
    expect(ended).toEqual(["slow client", "answer"]);
  });

  it("stores what HubSpot answers, and no lease is left", async () => {
    const portals = await duePortals(world(), 3);
    const [first] = portals;
    if (!first) throw new Error("no portal");
    await answersLate(first, 3_000);
    const server = await start();
    await eventually(async () => expect(await refreshes(first)).toBe(3));
    const stopped = stop(server);
    // Whoever came now would ask a second time with the same token.
    expect(await refreshDuePortals(world().context())).toBe(0);
    expect(await stopped).toBe(0);
    for (const made of portals) {
      expect(await isRenewed(world(), made)).toBe(true);
      expect(await portalRow(world(), made.portal.id)).toMatchObject({
        status: "connected",
        leaseOwner: null,
        refreshStartedAt: null,
        outcomeUnknownAt: null,
      });
    }
    expect(await refreshes(first)).toBe(3);
  });
});

describe("a server that is killed", () => {
  it("has its work taken over when its leases end and no sooner", async () => {
    const [made] = await duePortals(world(), 1);
    if (!made) throw new Error("no portal");
    await world().control.addFault({ match: { clientId: made.app.clientId }, hang: true });
    const server = await start();
    await eventually(async () => expect(await refreshes(made)).toBe(1));
    await stop(server, "SIGKILL");
    expect(await refreshDuePortals(world().context())).toBe(0);
    const { leaseUntil } = await portalRow(world(), made.portal.id);
    expect(leaseUntil?.getTime()).toBeGreaterThan(Date.now());
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { leaseUntil: new Date(Date.now() - 1) },
    });
    expect(await refreshDuePortals(world().context())).toBe(1);
    expect(await isRenewed(world(), made)).toBe(true);
    expect(await refreshes(made)).toBe(2);
  });
});

describe("background work that is told to stop", () => {
  const isStopping = () => true;

  it("learns no more about grants", async () => {
    const { portal } = await makePortal(world());
    await world().db.grant.updateMany({ data: { identifyAt: new Date(0) } });
    const due = () =>
      world().db.grant.count({ where: { portalId: portal.id, identifyAt: new Date(0) } });
    await identifyGrants(world().context(), isStopping);
    expect(await due()).toBe(1);
    await identifyGrants(world().context());
    expect(await due()).toBe(0);
  });

  it("gives no more grants back", async () => {
    const { app } = await makePortal(world());
    await world().db.$transaction((tx) =>
      returnOrphan(tx, world().context(), { appId: app.id, refreshToken: new Secret("orphan-1") }),
    );
    expect(await giveBackGrants(world().context(), isStopping)).toBe(0);
    expect(await giveBackGrants(world().context())).toBe(1);
  });

  it("reads no more account details", async () => {
    await makePortal(world());
    await world().db.portal.updateMany({ data: { metadataAt: null } });
    expect(await refreshStaleMetadata(world().context(), isStopping)).toBe(0);
    expect(await refreshStaleMetadata(world().context())).toBeGreaterThan(0);
  });
});
