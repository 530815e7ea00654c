import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { PROBLEMS } from "@/lib/door/problems";
import { revokePortal } from "@/lib/portals/end/revoke";
import { PROGRAM, useContactSync } from "../support/contact-sync";
import { eventually } from "../support/eventually";
import { useWorld } from "../support/world";

const world = useWorld();
const sync = useContactSync(world);
// Each test starts Node programs of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

beforeEach(async () => {
  await world().control.clearRequests();
  await world().control.setSettings({ searchLagSeconds: 0 });
});

const put = (...contacts: Parameters<ReturnType<typeof world>["control"]["putContacts"]>[1]) =>
  world().control.putContacts(sync.made.hubId, contacts);

/** People 1, 2, 3 ... by id, long unchanged. */
const people = (count: number, first = 1) =>
  Array.from({ length: count }, (_, n) => ({
    id: String(first + n),
    properties: { email: `p${first + n}@customer.example`, firstname: "P" },
    updatedAt: new Date(Date.UTC(2026, 0, 1) + n).toISOString(),
  }));

const fault = (effect: object) =>
  world().control.addFault({ match: { path: "/contacts" }, ...effect });

async function expectInStep(): Promise<void> {
  const { portals } = await world().control.state();
  const contacts = portals.find(({ hubId }) => hubId === sync.made.hubId)?.contacts ?? [];
  const live = contacts.filter(({ archived }) => !archived);
  const emails = live.map(({ id, properties }) => [id, properties["email"] ?? null]);
  expect(sync.column("email")).toEqual(Object.fromEntries(emails));
}

describe("the table", () => {
  it("is read whole by pages of ten, then in what changed alone", async () => {
    await put(...people(27));
    const first = await sync.run();
    expect(first, first.stderr).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("27 contacts, 27 new or changed, 0 removed");
    expect(await sync.calls()).toEqual([
      "GET list 200",
      "GET list next 200",
      "GET list next 200",
      "GET archive 200",
    ]);
    await expectInStep();

    await put(
      { id: "5", properties: { email: "changed@customer.example" } },
      { properties: { email: "new@customer.example" } },
      { id: "9", archived: true },
    );
    await world().control.clearRequests();
    const second = await sync.run();
    expect(second.stdout).toContain("27 contacts, 2 new or changed, 1 removed");
    expect(await sync.calls()).toEqual(["POST /search 200", "GET archive 200"]);
    await expectInStep();
    expect(sync.column("email")).toMatchObject({ 5: "changed@customer.example" });
    expect((await sync.run()).stdout).toContain("27 contacts, 0 new or changed, 0 removed");
  });

  it("loses nothing where changes fill more than a page, nor where they have one and the same time", async () => {
    await put(...people(1));
    await sync.run();
    // Past: a search does not know what is yet to come.
    const base = Date.now() - 60_000;
    const later = (at: (n: number) => number) =>
      people(250, 1_000).map((one, n) => ({ ...one, updatedAt: new Date(at(n)).toISOString() }));
    await put(...later((n) => base + n));
    expect((await sync.run()).stdout).toContain("251 contacts, 250 new or changed");
    const moved = later(() => base + 1_000).map((one, n) => ({
      ...one,
      properties: { email: `moved${n}@customer.example` },
    }));
    await put(...moved);
    expect((await sync.run()).stdout).toContain("251 contacts, 250 new or changed");
    await expectInStep();
  });

  it("gets what a search did not know yet with the next run", async () => {
    await put(...people(2));
    await sync.run();
    await put({ id: "1", properties: { email: "changed@customer.example" } });
    await world().control.setSettings({ searchLagSeconds: 60 });
    expect((await sync.run()).stdout).toContain("0 new or changed");
    await world().control.setSettings({ searchLagSeconds: 0 });
    expect((await sync.run()).stdout).toContain("1 new or changed");
    await expectInStep();
  });

  it("is made anew with --full, which sees what was deleted for good", async () => {
    await put(...people(12));
    await sync.run();
    await world().control.putPortal({ hubId: sync.made.hubId, contacts: people(11) });
    expect((await sync.run()).stdout).toContain("12 contacts, 0 new or changed, 0 removed");
    expect((await sync.run("--full")).stdout).toContain("11 contacts, 0 new or changed, 1 removed");
    await expectInStep();
  });

  it("is left as it was by a run that is killed on the way; the next one makes good", async () => {
    await put(...people(27));
    await sync.run();
    const before = sync.file();
    await put({ id: "1", properties: { email: "changed@customer.example" } });
    await world().control.clearRequests();
    await fault({ times: 2, delayMs: 1 });
    await fault({ hang: true });
    const child = sync.start("--full");
    await eventually(async () => expect((await sync.calls()).length).toBe(3));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(sync.file()).toBe(before);
    expect(readdirSync(sync.folder)).toEqual(["table.json"]);
    expect((await sync.run()).stdout).toContain("27 contacts, 1 new or changed, 0 removed");
    await expectInStep();
  });
});

describe("what passes", () => {
  it("429 is waited out by Portico", async () => {
    await put(...people(1));
    await fault({ answer: "TEN_SECONDLY_LIMIT" });
    const { code, stderr } = await sync.run();
    expect(code, stderr).toBe(0);
    expect(await sync.calls()).toEqual(["GET list 429", "GET list 200", "GET archive 200"]);
    await sync.restart();
    const uses = await world().db.apiKeyUse.findMany({ where: { keyId: sync.keyId } });
    expect(uses).toMatchObject([{ calls: 2 }]);
  });

  it("503 is tried again after Retry-After, and an answer that breaks off at once", async () => {
    await put(...people(1));
    await fault({ answer: "UNAVAILABLE", headers: { "retry-after": "1" } });
    await fault({ resetMidBody: true });
    const { code, stderr } = await sync.run();
    expect(code, stderr).toBe(0);
    const lists = (await sync.calls()).filter((call) => call.startsWith("GET list"));
    expect(lists).toEqual(["GET list 503", "GET list 200", "GET list 200"]);
    await expectInStep();
  });

  it("what takes hours is left to the next run", async () => {
    await fault({ answer: "MOVING" });
    const { code, stderr } = await sync.run();
    expect(code).toBe(1);
    expect(stderr).toContain("This account is being migrated. (477");
    expect(sync.file()).toBe("");
  });
});

describe("what does not pass", () => {
  const expireToken = () =>
    world().db.grant.updateMany({
      where: { portalId: sync.made.portal.id },
      data: { accessTokenExpiresAt: new Date() },
    });

  it.each<[string, string, string, () => Promise<unknown>]>([
    [
      "HubSpot refuses the grant",
      "An admin reconnects the portal",
      "needs_reconnect",
      async () => {
        const { app, hubId } = sync.made;
        await world().control.revokeGrants({ clientId: app.clientId, hubId });
        await expireToken();
      },
    ],
    [
      "somebody revoked it here",
      "An admin reconnects the portal to use it again",
      "revoked",
      () => revokePortal(sync.made.owner.ctx, sync.made.portal.id),
    ],
  ])("%s: it says what to do and leaves the table", async (_name, words, code, end) => {
    await put(...people(1));
    await sync.run();
    const before = sync.file();
    await end();
    await world().control.clearRequests();
    const ran = await sync.run();
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toContain(`Portal ${sync.made.hubId}: `);
    expect(ran.stderr).toContain(words);
    expect(ran.stderr).toContain(`(409 ${code})`);
    expect(ran.stderr).toContain("was not changed");
    expect(sync.file()).toBe(before);
    expect(await sync.calls()).toEqual([]);
  });

  it("what HubSpot refuses is told in its words", async () => {
    await fault({ answer: "MISSING_SCOPES" });
    const { code, stderr } = await sync.run();
    expect(code).toBe(1);
    expect(stderr).toContain("This app hasn't been granted all required scopes");
    expect(stderr).toContain("(403 MISSING_SCOPES)");
  });
});

it("--set writes to HubSpot, and the table follows", async () => {
  await put(...people(2));
  await sync.run();
  const { code, stdout, stderr } = await sync.run("--set", "2", "jobtitle", "Admiral");
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("1 new or changed");
  expect(sync.column("jobtitle")).toEqual({ 1: null, 2: "Admiral" });
  const refused = await sync.run("--set", "2", "shoe_size", "41");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("(400 VALIDATION_ERROR)");
});

it("is run and answers as its README says", () => {
  const file = new URL("../../docs/examples/contact-sync/README.md", import.meta.url);
  const readme = readFileSync(fileURLToPath(file), "utf8");
  expect(readme).toContain(`\nnode ${PROGRAM.join(" ")}\n`);
  const [status, title] = PROBLEMS.needs_reconnect;
  expect(readme).toContain(`Portal 62515: ${title} (${status} needs_reconnect)\n`);
});

it("says which settings it needs", async () => {
  const { code, stderr } = await sync.runWith({ PORTICO_API_KEY: "" });
  expect(code).toBe(1);
  expect(stderr).toContain("Set PORTICO_URL, PORTICO_API_KEY and HUB_ID");
});
