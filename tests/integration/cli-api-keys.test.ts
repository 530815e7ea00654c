import { expect, it, vi } from "vitest";
import { rotateApiKey } from "@/lib/api-keys/change";
import { makeApp, makePerson } from "../support/makers";
import { runCli } from "../support/run-cli";
import { useWorld } from "../support/world";

const world = useWorld();
// Each test starts Node programs of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const portico = (...args: string[]) => runCli(world(), ["api-keys", ...args]);

it("makes a key, alone on stdout, lists it by its first signs and revokes it by them", async () => {
  const app = await makeApp(world(), (await makePerson(world(), "owner")).ctx);
  const options = ["--allow", "tokens:read,portals:read", "--app", app.slug, "--days", "30"];
  const made = await portico("create", "Nightly export", ...options);
  expect(made.code, made.stderr).toBe(0);
  const key = made.stdout.trimEnd();
  expect(key).toMatch(/^ptc_[0-9A-Za-z]{36}$/);
  expect(made.stderr).toContain("does not show it again");
  const stored = await world().db.apiKey.findFirstOrThrow({ where: { name: "Nightly export" } });
  expect(stored).toMatchObject({ permissions: ["tokens:read", "portals:read"], appIds: [app.id] });
  const listed = await portico("list");
  expect(listed.stdout).toContain(`${key.slice(0, 10)}  active  Nightly export`);
  expect(listed.stdout).not.toContain(key);
  // The whole key, as it was found somewhere, and after a rotation.
  await rotateApiKey(world().context(), { keyId: stored.id, overlapHours: 1 });
  const revoked = await portico("revoke", key);
  expect(revoked.stdout).toContain("Revoked Nightly export");
  const event = await world().db.auditEvent.findFirstOrThrow({
    where: { action: "api_key.revoked" },
  });
  expect(event).toMatchObject({ actorKind: "operator", targetId: stored.id });
});

it.each([
  [["create", "X"], "Missing: --allow."],
  [["create", "X", "--allow", "everything"], 'There is no permission "everything".'],
  [["create", "X", "--allow", "tokens:read", "--days", "0"], "--days is a whole number"],
  [["create", "X", "--allow", "tokens:read", "--app", "nowhere"], 'There is no app "nowhere".'],
  [["revoke", "ptc_nothing"], "There is no API key ptc_nothin."],
])("says what is wrong with %j, and makes nothing", async (args, words) => {
  const before = await world().db.apiKey.count();
  const { code, stdout, stderr } = await portico(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(words);
  expect(await world().db.apiKey.count()).toBe(before);
});
