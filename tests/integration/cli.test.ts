import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, inject, it, vi } from "vitest";
import { parseKeyring } from "@/lib/crypto/keyring";
import { seal } from "@/lib/crypto/seal";
import { createRole } from "@/lib/own-roles/manage";
import { createRoleInput } from "@/lib/own-roles/schemas";
import { makeApp, makePerson } from "../support/makers";
import { runCli } from "../support/run-cli";
import { adminUrlOf, asSuperuser } from "../support/upgrades/fixture";
import { randomKey, useWorld } from "../support/world";

const root = fileURLToPath(new URL("../..", import.meta.url));
const world = useWorld();
// Each test starts Node programs of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PASSWORD = "correct horse battery staple";

/** Runs the operator CLI as `npm run portico -- ...` does, beneath the launcher. */
async function portico(args: string[], input = "", keys = world().encryptionKeys) {
  const { databaseUrl, apiUrl } = world();
  const program = ["--conditions=react-server", inject("cliFile"), ...args];
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      PORTICO_ENCRYPTION_KEYS: keys,
      NEXTAUTH_SECRET: "an integration test signs nothing 123",
      PORTICO_URL: "http://localhost:3999",
      HUBSPOT_API_URL: apiUrl,
      HUBSPOT_APP_URL: apiUrl,
    },
  });
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "exit");
  return { code: child.exitCode, stdout, stderr };
}

it("makes a person, whose password comes from a pipe and is never echoed", async () => {
  const args = [
    "users",
    "create",
    "--email",
    "Ops@Example.com",
    "--name",
    "Ops",
    "--role",
    "admin",
  ];
  const { code, stdout, stderr } = await portico(args, `${PASSWORD}\n`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("Created admin ops@example.com");
  expect(stdout).not.toContain(PASSWORD);
  const person = await world().db.person.findUniqueOrThrow({ where: { email: "ops@example.com" } });
  expect(person.role).toBe("admin");
  expect(person.passwordHash).toMatch(/^\$argon2id\$/);
  const event = await world().db.auditEvent.findFirstOrThrow({
    where: { action: "person.created" },
  });
  expect(event).toMatchObject({ actorKind: "operator", targetId: person.id });
});

it.each([
  { args: ["users", "create", "--email", "x@example.com"], says: "Missing: --name, --role" },
  {
    args: ["users", "create", "--email", "x", "--name", "X", "--role", "king"],
    says: `There is no role "king". Roles: owner, admin, support`,
  },
  { args: ["users", "disable", "--email", "nobody@example.com"], says: "no person with the email" },
  { args: ["users", "fly"], says: 'There is no command "users fly"' },
])("answers $args with one clear sentence and exit code 1", async ({ args, says }) => {
  const { code, stderr } = await portico(args, `${PASSWORD}\n`);
  expect(code).toBe(1);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
});

it("gives a role, one of the team's own too, and a limit to apps", async () => {
  const { db, context } = world();
  const app = await makeApp(world(), (await makePerson(world(), "owner")).ctx);
  const { id } = await createRole(context(), createRoleInput.parse({ name: "On Boarding" }));
  const { person } = await makePerson(world(), "support");
  const setRole = async (...more: string[]) => {
    const args = ["users", "set-role", "--email", person.email, "--role", "on boarding", ...more];
    const { code, stdout, stderr } = await portico(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`${person.email} has the role on boarding now`);
    return db.person.findUniqueOrThrow({ where: { id: person.id } });
  };
  const limited = { role: "support", customRoleId: id, isLimited: true, appIds: [app.id] };
  expect(await setRole("--app", app.slug)).toMatchObject(limited);
  expect(await setRole("--every-app")).toMatchObject({ isLimited: false, appIds: [] });
  const both = ["--role", "admin", "--app", app.slug, "--every-app"];
  const refused = await portico(["users", "set-role", "--email", person.email, ...both]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Say either") });
});

it("refuses a weak password and creates nobody", async () => {
  const args = [
    "users",
    "create",
    "--email",
    "weak@example.com",
    "--name",
    "W",
    "--role",
    "support",
  ];
  const { code, stderr } = await portico(args, "short\n");
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("at least 15") });
  expect(await world().db.person.count({ where: { email: "weak@example.com" } })).toBe(0);
});

it("makes a one-time link for a new password", async () => {
  const { person } = await makePerson(world(), "support");
  const { code, stdout } = await portico(["users", "reset-password", "--email", person.email]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/http:\/\/localhost:3999\/join#token=[\w-]{43}/);
  expect(await world().db.invite.count({ where: { personId: person.id, isReset: true } })).toBe(1);
});

it("disables a person, but never the last owner", async () => {
  const { person } = await makePerson(world(), "support");
  expect(await portico(["users", "disable", "--email", person.email])).toMatchObject({ code: 0 });
  const row = await world().db.person.findUniqueOrThrow({ where: { id: person.id } });
  expect(row.disabledAt).toBeInstanceOf(Date);
  await world().db.person.updateMany({ where: { role: "owner" }, data: { role: "admin" } });
  const { person: owner } = await makePerson(world(), "owner");
  const refused = await portico(["users", "disable", "--email", owner.email]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("last active owner") });
});

it("calls what is left to do on a healthy server advice, and a server that lost its owner ill", async () => {
  const { db, encryptionKeys, env } = world();
  const file = join(env.dataDir, "keys");
  writeFileSync(file, encryptionKeys, { mode: 0o600 });
  const inFile = { PORTICO_ENCRYPTION_KEYS: "", PORTICO_ENCRYPTION_KEYS_FILE: file };
  const healthy = await runCli(world(), ["doctor"], inFile);
  expect(healthy.stdout).toMatch(/^! key copy +the keys are on this machine alone/m);
  expect(healthy).toMatchObject({ code: 0, stderr: "" });
  const owners = { role: "owner", disabledAt: null } as const;
  const { id } = await db.person.findFirstOrThrow({ where: owners });
  await db.person.updateMany({ where: owners, data: { disabledAt: new Date() } });
  const ill = await runCli(world(), ["doctor"], inFile);
  expect(ill.stdout).toMatch(/^✗ owner +none/m);
  expect(ill).toMatchObject({ code: 1, stderr: expect.stringContaining("1 of 11 checks failed") });
  await db.person.update({ where: { id }, data: { disabledAt: null } });
});

it("verifies the audit chain, and says where it was broken", async () => {
  expect(await portico(["audit", "verify"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("the chain is intact"),
  });
  const anchor = await portico(["audit", "anchor"]);
  expect(anchor.stdout).toMatch(/^portico-audit-anchor\.[\w.]+\n$/);
  const file = join(world().env.dataDir, "kept-elsewhere");
  writeFileSync(file, `{"msg":"audit anchor","anchor":"${anchor.stdout.trim()}"}\n`);
  expect(await portico(["audit", "verify", "--anchor", file])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("it agrees with one anchor"),
  });
  writeFileSync(file, anchor.stdout.replace(/\.(\d+)\./, ".9$1."));
  expect(await portico(["audit", "verify", "--anchor", file])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("not made by this installation, or were changed"),
  });
  writeFileSync(file, "");
  expect((await portico(["audit", "verify", "--anchor", file])).stderr).toContain("No anchor");
  await asSuperuser(adminUrlOf(world().databaseUrl, inject("adminUrl")), (client) =>
    client.query(
      `ALTER TABLE "AuditEvent" DISABLE TRIGGER "audit_event_is_append_only";
       UPDATE "AuditEvent" SET "actorLabel" = 'nobody' WHERE "seq" = 1`,
    ),
  );
  const broken = await portico(["audit", "verify"]);
  expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining("at line 1") });
});

it("examines the installation with doctor", async () => {
  const { stdout } = await portico(["doctor"]);
  expect(stdout).toContain("✓ settings");
  expect(stdout).toContain("✓ database");
  expect(stdout).toContain("✓ HubSpot");
});

it("says with doctor what cannot be read because its key is not loaded", async () => {
  const both = `${world().encryptionKeys},k2:${randomKey()}`;
  const { encryptionKeys, db } = world();
  await db.hubSpotApp.create({
    data: {
      slug: "sealed-elsewhere",
      name: "Sealed elsewhere",
      clientId: "sealed-elsewhere",
      clientSecretSealed: seal(
        parseKeyring(both.split(",").reverse().join(",")),
        { table: "HubSpotApp", column: "clientSecretSealed", rowId: "x" },
        "secret",
      ),
      clientSecretFingerprint: "x",
      secretReplacedAt: new Date(),
      redirectUri: "http://localhost:3999/oauth/callback",
    },
  });
  const content = await portico(["doctor"], "", both);
  expect(content.stdout).toContain("✓ encryption");
  const { code, stdout } = await portico(["doctor"], "", encryptionKeys);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ encryption +1 app secret is sealed under key k2, which is not loaded/);
});
