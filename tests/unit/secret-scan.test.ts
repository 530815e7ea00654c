import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { makeWebhookSecret } from "@/lib/alerts/webhook-signature";
import { makeKeyText } from "@/lib/api-keys/key-text";
import { makeBackupKey } from "@/lib/backup/backup-key";
import { KNOWN_FAKES } from "../support/secret-scan/known-fakes";
import { repositoryFiles, scanForSecrets, walked } from "../support/secret-scan/scan";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const files = repositoryFiles(ROOT);
const found = await scanForSecrets(files);

const placeOf = ({ path, rule, print }: { path: string; rule: string; print: string }) =>
  `${path} ${rule} ${print}`;

describe("the repository", () => {
  it("is looked at as a whole", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["package.json", ".env.example", "README.md"]));
    expect(paths).toContain("tests/support/secret-scan/scan.ts");
    expect(paths.length).toBeGreaterThan(1_000);
  });

  it("holds no secret but the known fakes", () => {
    const known = new Set(KNOWN_FAKES.map(placeOf));
    const unknown = found.filter((one) => !known.has(placeOf(one)));
    expect(unknown).toEqual([]);
  });

  it("still holds each known fake, which has a reason", () => {
    const there = new Set(found.map(placeOf));
    expect(KNOWN_FAKES.filter((one) => !there.has(placeOf(one)))).toEqual([]);
    for (const { reason } of KNOWN_FAKES) expect(reason.length).toBeGreaterThan(15);
  });
});

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const signs = (count: number, alphabet = `${LETTERS}abcdefghijklmnopqrstuvwxyz0189`) =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join("");
const hex = (count: number) => randomBytes(count).toString("hex").slice(0, count);
const { identity } = await makeBackupKey();

/** Made anew each time and put together here, so that this file holds none. */
const SECRETS: [what: string, text: string][] = [
  ["private key", `${"-".repeat(5)}BEGIN RSA PRIVATE ${"KEY"}${"-".repeat(5)}`],
  ["private key of OpenSSH", `${"-".repeat(5)}BEGIN OPENSSH PRIVATE ${"KEY"}${"-".repeat(5)}`],
  ["age identity", identity],
  ["API key of Portico", makeKeyText()],
  ["secret of a webhook", makeWebhookSecret().reveal()],
  ["encryption key of Portico", `k${2}:${randomBytes(32).toString("base64")}`],
  ["private app token of HubSpot", ["pat", "na1", randomUUID()].join("-")],
  ["refresh token of HubSpot", ["eu1", hex(4), hex(4), hex(4), hex(4), hex(12)].join("-")],
  ["client secret of HubSpot in code", `clientSecret: "${randomUUID()}"`],
  ["client secret of HubSpot in an address", `client_secret=${randomUUID()}&code=1`],
  ["access key of AWS", `AKIA${signs(16, LETTERS)}`],
  ["token of GitHub", `ghp_${"wWPw5k4aXcaT4fNP"}${"0UcnZwJUVFk6LO0pINUx"}`],
  ["token of Slack", ["xoxb", "123456789012", "1234567890123", signs(24)].join("-")],
  ["password in a database's address", `postgresql://app:${signs(16)}@db.internal:5432/portico`],
  ["session secret in .env", `NEXTAUTH_SECRET=7${randomBytes(33).toString("base64")}`],
  ["token in YAML", `metrics_token: ${randomBytes(24).toString("hex")}`],
  ["password in JSON", `"adminPassword": "${randomBytes(24).toString("base64url")}1"`],
];

describe("a secret that is put in", () => {
  it.each(SECRETS)("is found: %s", async (_what, text) => {
    const before = { path: "docs/before.md", text: "# Before\n" };
    const file = { path: "docs/example.md", text: `# Example\n\nUse ${text}\n\nand so on.\n` };
    const findings = await scanForSecrets([before, file, { path: "after.md", text: "end" }]);
    expect(findings.length).toBeGreaterThan(0);
    for (const { path, line, print } of findings) {
      expect([path, line]).toEqual(["docs/example.md", 3]);
      expect(print).toMatch(/^[0-9a-f]{12}$/);
    }
    expect(JSON.stringify(findings)).not.toContain(text);
  });

  it.each([
    ["a name for one", "const clientSecretFingerprintOfTheAppInUse = fingerprintOf(secret);"],
    ["a placeholder", "NEXTAUTH_SECRET=<openssl rand -base64 33>"],
    ["a call", "token: createTokenForSomebodyWhoHasNone2(ctx)"],
    ["an id", `portalId: "${randomUUID()}"`],
    ["the checksum of a package", `"integrity": "sha512-${randomBytes(64).toString("base64")}"`],
    ["a path", "PORTICO_SETUP_TOKEN_FILE=/run/secrets/portico/setup-token"],
  ])("is not %s", async (_what, text) => {
    expect(await scanForSecrets([{ path: "a.txt", text }])).toEqual([]);
  });
});

describe("without git", () => {
  const folder = mkdtempSync(join(tmpdir(), "portico-scan-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("every file but those of other programs is looked at, and binary ones are left out", () => {
    for (const path of ["docs", "node_modules/a", "data/secrets", ".next"])
      mkdirSync(join(folder, path), { recursive: true });
    const written = { "a.ts": "a", "docs/b.md": "b", ".env": "c", "data/secrets/key": "d" };
    for (const [path, text] of Object.entries({ ...written, "node_modules/a/e.js": "e" }))
      writeFileSync(join(folder, path), text);
    writeFileSync(join(folder, "image.png"), Buffer.from([1, 0, 2]));
    const read = repositoryFiles(folder, walked);
    expect(read.map(({ path }) => path).sort()).toEqual(["a.ts", "docs/b.md"]);
  });
});
