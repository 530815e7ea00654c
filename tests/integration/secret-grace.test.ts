import { beforeEach, describe, expect, it } from "vitest";
import { dropPreviousSecret } from "@/lib/hubspot-apps/secret/drop-previous-secret";
import { replaceSecret } from "@/lib/hubspot-apps/secret/replace-secret";
import { getSecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { dropExpiredSecrets } from "@/lib/jobs/drop-secrets";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import {
  makeApp,
  makePerson,
  makePortal,
  randomSecret,
  type ConnectedPortal,
} from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const HOUR = 3_600_000;
let first: ConnectedPortal;
let second: ConnectedPortal;
let newSecret: string;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  first = await makePortal(world());
  second = await makePortal(world(), { app: first.app, owner: first.owner });
  newSecret = randomSecret(world());
});

const appRow = () => world().db.hubSpotApp.findUniqueOrThrow({ where: { id: first.app.id } });
const atHubSpot = (secret: string) => world().control.setSecret(first.app.clientId, secret);
const replace = (grace?: "now" | "1h" | "24h") =>
  replaceSecret(first.owner.ctx, { appId: first.app.id, clientSecret: newSecret, grace });
const refresh = ({ portal, owner }: ConnectedPortal) =>
  refreshPortal(owner.ctx, { portalId: portal.id, trigger: "person" });
const secretsSent = async () =>
  (await tokenCalls(world(), first.app.clientId, "refresh_token")).map(
    ({ form }) => form.client_secret,
  );

describe("proving a new secret", () => {
  it("refreshes one live portal under it and keeps the tokens it brings", async () => {
    await atHubSpot(newSecret);
    const before = await Promise.all(
      [first, second].map((p) => storedTokens(world(), p.portal.id)),
    );
    expect(await replace("1h")).toMatchObject({ verified: true, provedBy: "grant" });
    expect(await secretsSent()).toEqual([newSecret]);
    const after = await Promise.all([first, second].map((p) => storedTokens(world(), p.portal.id)));
    const renewed = after.filter((tokens, i) => tokens.access !== before[i]?.access);
    expect(renewed).toHaveLength(1);
    await expectNoPlaintext(world());
  });

  it("leaves portal, app and lease as they were when HubSpot refuses it", async () => {
    const app = await appRow();
    const before = await portalRow(world(), first.portal.id);
    const error = await expectRefused(replace("24h"), "invalid_input");
    expect(error.details.fields).toHaveProperty("clientSecret");
    expect(await appRow()).toEqual(app);
    for (const { portal } of [first, second]) {
      const row = await portalRow(world(), portal.id);
      expect(row).toMatchObject({ status: "connected", leaseUntil: null, lastErrorAt: null });
    }
    expect((await portalRow(world(), first.portal.id)).currentGrant).toEqual(before.currentGrant);
    expect((await refresh(first)).portal.status).toBe("connected");
  });

  it("is proven by a dead grant too, and the portal is told so", async () => {
    await atHubSpot(newSecret);
    for (const { hubId } of [first, second])
      await world().control.revokeGrants({ hubId, clientId: first.app.clientId });
    expect(await replace("now")).toMatchObject({ provedBy: "grant" });
    const rows = await Promise.all([first, second].map((p) => portalRow(world(), p.portal.id)));
    expect(rows.map(({ status }) => status).sort()).toEqual(["connected", "needs_reconnect"]);
  });

  it("uses a junk grant when the app has no portal", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    await world().control.setSecret(app.clientId, newSecret);
    const input = { appId: app.id, clientSecret: newSecret, grace: "1h" as const };
    expect(await replaceSecret(owner.ctx, input)).toMatchObject({ provedBy: "probe" });
  });

  it("keeps the previous secret for a day when HubSpot could not be asked, whatever was chosen", async () => {
    await world().control.addFault({ match: { clientId: first.app.clientId }, status: 503 });
    const { verified, previousUntil } = await replace("now");
    expect(verified).toBe(false);
    expect((previousUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23 * HOUR);
    // The new one is wrong, and nothing breaks.
    expect((await refresh(first)).portal.status).toBe("connected");
  });
});

describe("the grace time", () => {
  it("tries the new secret first and the previous one only when the new one is refused", async () => {
    await atHubSpot(newSecret);
    await replace("1h");
    await atHubSpot(first.app.clientSecret);
    await world().control.clearRequests();
    expect((await refresh(second)).portal.status).toBe("connected");
    expect(await secretsSent()).toEqual([newSecret, first.app.clientSecret]);

    await atHubSpot(newSecret);
    await world().control.clearRequests();
    await refresh(second);
    expect(await secretsSent()).toEqual([newSecret]);
  });

  it("counts portals as verified only for what the new secret brought", async () => {
    const rollout = () => getSecretRollout(first.owner.ctx, first.app.id);
    expect(await rollout()).toBeNull();
    await atHubSpot(newSecret);
    await replace("1h");
    const begun = await rollout();
    expect(begun).toMatchObject({ live: 2, verified: 1, previousNeededAt: null });
    expect(begun?.waiting).toHaveLength(1);

    await atHubSpot(first.app.clientSecret);
    await Promise.all([refresh(first), refresh(second)]);
    const needed = await rollout();
    expect(needed).toMatchObject({ live: 2, verified: 0 });
    expect(needed?.previousNeededAt).toBeInstanceOf(Date);
    expect(needed?.waiting).toHaveLength(2);

    await atHubSpot(newSecret);
    world().clock.aheadMs = 5 * 60_000;
    await Promise.all([refresh(first), refresh(second)]);
    expect(await rollout()).toMatchObject({ live: 2, verified: 2, waiting: [] });
  });

  it("pauses the app when HubSpot refuses both, and names the answer to the new one", async () => {
    await atHubSpot(newSecret);
    await replace("1h");
    await atHubSpot(randomSecret(world()));
    expect((await refresh(first)).portal.status).toBe("app_error");
    expect((await appRow()).credentialsRefusedAt).toBeInstanceOf(Date);
  });

  it("does not bother the previous secret for anything else than a refused secret", async () => {
    await atHubSpot(newSecret);
    await replace("1h");
    await world().control.clearRequests();
    await world().control.addFault({ match: { clientId: first.app.clientId }, status: 503 });
    await refresh(second);
    expect(await secretsSent()).toEqual([newSecret]);
  });

  it("lets a revoke work under the previous secret as well", async () => {
    await atHubSpot(newSecret);
    await replace("1h");
    await atHubSpot(first.app.clientSecret);
    expect(await revokePortal(second.owner.ctx, second.portal.id)).toMatchObject({
      outcome: "revoked",
    });
  });

  it("ends by itself, once, with one event", async () => {
    await atHubSpot(newSecret);
    await replace("1h");
    expect(await dropExpiredSecrets(world().context())).toBe(0);
    expect((await appRow()).previousSecretSealed).not.toBeNull();
    world().clock.aheadMs = HOUR + 1_000;
    expect(await dropExpiredSecrets(world().context())).toBeGreaterThan(0);
    expect(await dropExpiredSecrets(world().context())).toBe(0);
    expect(await appRow()).toMatchObject({
      previousSecretSealed: null,
      previousSecretFingerprint: null,
      previousSecretUntil: null,
    });
    const events = await eventsOf(world(), "app.previous_secret_dropped", { appId: first.app.id });
    expect(events).toMatchObject([{ actorKind: "system", details: { reason: "grace_over" } }]);
  });

  it("is over at its end even before the job has run", async () => {
    await atHubSpot(newSecret);
    await replace("1h");
    await atHubSpot(first.app.clientSecret);
    world().clock.aheadMs = HOUR + 1_000;
    expect((await refresh(second)).portal.status).toBe("app_error");
  });

  it("can be ended early by a person", async () => {
    await atHubSpot(newSecret);
    await replace("24h");
    expect(await dropPreviousSecret(first.owner.ctx, first.app.id)).toBe(true);
    expect(await dropPreviousSecret(first.owner.ctx, first.app.id)).toBe(false);
    const [event] = await eventsOf(world(), "app.previous_secret_dropped", { appId: first.app.id });
    expect(event).toMatchObject({ actorId: first.owner.person.id });
  });

  it("does not start for the same secret again", async () => {
    const input = { appId: first.app.id, clientSecret: first.app.clientSecret };
    await replaceSecret(first.owner.ctx, { ...input, grace: "24h" });
    expect((await appRow()).previousSecretFingerprint).toBeNull();
  });
});
