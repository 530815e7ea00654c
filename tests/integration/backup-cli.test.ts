import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, it } from "vitest";
import { createDb } from "@/lib/db/client";
import { useBackups } from "../support/backups";
import { makePortal } from "../support/makers";
import { runCli } from "../support/run-cli";
import { randomKey, useWorld } from "../support/world";

const world = useWorld();
const backups = useBackups();

describe("portico backup and restore", () => {
  it("carry an installation to another folder, keys included", async () => {
    const { portal } = await makePortal(world());
    const file = backups.file();
    const folder = dirname(file);
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    writeFileSync(join(folder, "identity.txt"), `# made by age-keygen\n${identity}\n`);
    const wrote = await runCli(world(), ["backup", file, "--recipient", recipient, "--with-keys"]);
    expect(wrote).toMatchObject({ code: 0, stderr: "" });
    expect(wrote.stdout).toMatch(/^Wrote .* and read it back: 1 person, 1 app, 1 portal, 1 grant/);
    expect(wrote.stdout).toContain("It holds the encryption keys");

    const keyFile = join(folder, "secrets", "encryption-keys");
    mkdirSync(dirname(keyFile));
    writeFileSync(keyFile, `k9:${randomKey()}\n`, { mode: 0o600 });
    const url = await backups.empty();
    const elsewhere = {
      DATABASE_URL: url,
      PORTICO_DATA_DIR: folder,
      PORTICO_ENCRYPTION_KEYS: "",
      PORTICO_ENCRYPTION_KEYS_FILE: keyFile,
    };
    const restore = ["restore", file, "--identity", join(folder, "identity.txt")];
    const brought = await runCli(world(), restore, elsewhere);
    expect(brought).toMatchObject({ code: 0, stderr: "" });
    expect(brought.stdout).toMatch(/1 portal, 1 grant.*\n.*lines are intact.*\n1 portal gets new/);
    expect(readFileSync(keyFile, "utf8")).toBe(`${world().encryptionKeys}\n`);
    const db = createDb(url);
    backups.onEnd(() => db.$disconnect());
    await expect(db.portal.findMany({ select: { id: true } })).resolves.toEqual([
      { id: portal.id },
    ]);
    const verified = await runCli(world(), ["audit", "verify"], elsewhere);
    expect(verified).toMatchObject({ code: 0 });
    const again = await runCli(world(), restore, elsewhere);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/not empty/);
  });

  it("on a disk that is full say so, and leave no half file behind", async () => {
    const file = backups.file();
    const args = ["backup", file];
    const passphrase = "a passphrase of this test\n";
    const { code, stdout, stderr } = await runCli(world(), args, {}, passphrase, 1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^There is no room left for the file \(EFBIG\)\. Free some[^\n]*\n$/);
    expect(code).toBe(1);
    expect(readdirSync(dirname(file)).filter((name) => /age|part/.test(name))).toEqual([]);
  });

  it.each([
    ["a short passphrase", [], "too short\n", /has 9 characters; take at least 15/],
    ["no passphrase", [], "", /No passphrase came in/],
    ["what is no public key", ["--recipient", "age1nonsense"], "", /is no age public key/],
  ])("refuse %s and write nothing", async (_what, args, input, words) => {
    const file = backups.file();
    const { code, stdout, stderr } = await runCli(world(), ["backup", file, ...args], {}, input);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(words);
    expect(existsSync(file)).toBe(false);
  });

  it("tell of a file or identity that is not there", async () => {
    const file = backups.file();
    const input = "correct horse battery staple\n";
    const missing = await runCli(world(), ["restore", file], {}, input);
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toMatch(/ENOENT.*Nothing was changed/);
    const noIdentity = await runCli(world(), ["restore", file, "--identity", file]);
    expect(noIdentity.stderr).toMatch(/ENOENT.*Nothing was changed/);
  });
});
