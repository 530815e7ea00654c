import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { createDb } from "@/lib/db/client";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { portalRow, storedTokens, tokenCalls } from "../support/checks";
import { consent, makeAccount, makePortal, type ConnectedPortal } from "../support/makers";
import { startTcpGate, type TcpGate } from "../support/tcp-gate";
import { useWorld } from "../support/world";

const world = useWorld();
const BROWSER = "browser-token-of-this-test";

beforeAll(() => world().control.setSettings({ rotateRefreshTokens: true }));
afterAll(() => world().control.setSettings({ rotateRefreshTokens: false }));

interface Scene {
  made: ConnectedPortal;
  /** Works through the gate; the world's own context looks past it. */
  ctx: Context;
  gate: TcpGate;
}

/** A portal whose server reaches the database through a gate of its own, and a HubSpot that takes its time. */
async function withScene(play: (scene: Scene) => Promise<void>): Promise<void> {
  const url = new URL(world().databaseUrl);
  const gate = await startTcpGate({ host: url.hostname, port: Number(url.port) });
  url.port = String(gate.port);
  const db = createDb(url.href);
  try {
    const made = await makePortal(world());
    const { clientId } = made.app;
    await world().control.addFault({ match: { clientId, path: "/\\/token$/" }, delayMs: 500 });
    await play({ made, gate, ctx: world().context(made.owner.actor, { db }) });
  } finally {
    await gate.open();
    await db.$disconnect();
    await gate.close();
  }
}

/** What happens to the database, and for how long, once HubSpot has been asked and before it has answered. */
const OUTAGES: [string, (gate: TcpGate) => Promise<void> | void, number][] = [
  ["is gone for 8 seconds", (gate) => gate.stop(), 8_000],
  ["stands still for 7 seconds", (gate) => gate.stall(), 7_000],
];

async function whenAsked({ made }: Scene, grantType: string): Promise<void> {
  const count = async () => (await tokenCalls(world(), made.app.clientId, grantType)).length;
  // The portal itself came by a code.
  const expected = grantType === "authorization_code" ? 2 : 1;
  await vi.waitUntil(async () => (await count()) === expected, { timeout: 10_000 });
}

async function expectLiveToken(portalId: string): Promise<void> {
  const { refresh } = await storedTokens(world(), portalId);
  const { refreshTokens } = await world().control.state();
  const live = refreshTokens.filter(
    ({ token, alive, rotated }) => token === refresh && alive && !rotated,
  );
  expect(live, "the newest refresh token is stored").toHaveLength(1);
}

describe.concurrent("the database is away just as HubSpot answers", () => {
  it.each(OUTAGES)("a refresh: it %s", (_name, away, forMs) =>
    withScene(async (scene) => {
      const portalId = scene.made.portal.id;
      const work = refreshPortal(scene.ctx, { portalId, trigger: "person" });
      work.catch(() => undefined);
      await whenAsked(scene, "refresh_token");
      await away(scene.gate);
      await sleep(forMs);
      await scene.gate.open();
      const { portal } = await work;
      expect(portal).toMatchObject({ status: "connected", refreshStartedAt: null });
      await expectLiveToken(portalId);
      expect((await portalRow(world(), portalId)).currentGrant?.refreshCount).toBe(1);
    }),
  );

  it.each(OUTAGES)("a connect: it %s", (_name, away, forMs) =>
    withScene(async (scene) => {
      const { ctx, made } = scene;
      const { hubId } = await makeAccount(world());
      const input = { appId: made.app.id, extraScopes: [] };
      const { attemptId, url } = await beginConnect(ctx, input, BROWSER);
      const brought = await consent(world(), url, hubId);
      const work = completeConnect(ctx, { ...brought, browserToken: BROWSER });
      work.catch(() => undefined);
      await whenAsked(scene, "authorization_code");
      await away(scene.gate);
      await sleep(forMs);
      await scene.gate.open();
      await work.catch(() => undefined);
      const where = { id: attemptId };
      const stored = () => world().db.connectAttempt.findUniqueOrThrow({ where });
      const isOver = async () => (await stored()).status !== "exchanging";
      await vi.waitUntil(isOver, { timeout: 20_000, interval: 200 });
      expect(await stored()).toMatchObject({ status: "completed" });
      await expectLiveToken((await stored()).portalId ?? "");
    }),
  );
});
