import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  completeSecrets,
  findSecrets,
  lookForSecrets,
  secretFiles,
  secretsToHandOver,
} from "@/bin/settings/secrets.mjs";
import { parseKeyring } from "@/lib/crypto/keyring";
import { withoutSecrets } from "@/lib/settings/secret-names.mjs";
import {
  readEncryptionKeys,
  sessionSecretProblem,
  setupTokenProblem,
} from "@/lib/settings/secret-rules.mjs";

const KEY = "q2vV0m1mUQbXw6n5m0Jq3x8G1cZk7pT9yR4sLd2EhAo=";
const OTHER = "Zk7pT9yR4sLd2EhAoq2vV0m1mUQbXw6n5m0Jq3x8G1c=";

describe("encryption keys", () => {
  it.each([
    ["one key", `k1:${KEY}`, ["k1"]],
    ["two keys, the first writes", `k2:${OTHER}, k1:${KEY}`, ["k2", "k1"]],
    ["a key without padding", `k1:${KEY.replace("=", "")}`, ["k1"]],
  ])("accepts %s", (_, text, ids) => {
    const { keys, problem } = readEncryptionKeys(text);
    expect(problem).toBe("");
    expect(keys.map((key) => key.id)).toEqual(ids);
    expect(parseKeyring(text).ids).toEqual(ids);
    expect(keys.every((key) => key.bytes.length === 32)).toBe(true);
  });

  it.each([
    ["nothing", " , ", /holds no key/],
    ["no key id", KEY, /no proper key id/],
    ["an id with odd characters", `k 1:${KEY}`, /no proper key id/],
    ["31 bytes", `k1:${Buffer.from(KEY, "base64").subarray(1).toString("base64")}`, /31 bytes/],
    ["a word", "k1:changeme", /placeholder/],
    ["the example's angle brackets", "k2:<32 random bytes in base64>", /not base64/],
    ["zeros", `k1:${Buffer.alloc(32).toString("base64")}`, /placeholder/],
    [
      "readable text",
      `k1:${Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64")}`,
      /placeholder/,
    ],
    [
      "counting bytes",
      `k1:${Buffer.from([...Array(32).keys()]).toString("base64")}`,
      /placeholder/,
    ],
    ["the same id twice", `k1:${KEY},k1:${OTHER}`, /same key id twice/],
    ["what is not base64", `k1:${KEY.replace("q", "!")}`, /not base64/],
  ])("refuses %s and does not repeat the value", (_, text, reason) => {
    expect(readEncryptionKeys(text).problem).toMatch(reason);
    expect(readEncryptionKeys(text).problem).not.toContain(KEY);
    // The server goes by the same rule.
    expect(() => parseKeyring(text)).toThrow(reason);
    expect(() => parseKeyring(text)).not.toThrow(KEY);
  });
});

describe("session secret and setup token", () => {
  it.each(["short", "changeme-changeme-changeme-changeme", "a".repeat(40)])(
    "refuses %s",
    (text) => {
      expect(sessionSecretProblem(text)).not.toBe("");
      expect(setupTokenProblem(text)).not.toBe("");
    },
  );

  it("asks the session secret for 32 characters and the setup token for 16", () => {
    expect(sessionSecretProblem("f7Kq2Lw9Zr4Tx8Vb1Nm6Pd3Hs5Jg0Ycq")).toBe("");
    expect(sessionSecretProblem("f7Kq2Lw9Zr4Tx8Vb1Nm6Pd3Hs5Jg0Yc")).toMatch(/32/);
    expect(setupTokenProblem("f7Kq2Lw9Zr4Tx8Vb")).toBe("");
    expect(setupTokenProblem("f7Kq2Lw9Zr4Tx8V")).toMatch(/16/);
  });
});

describe("secrets of an installation", () => {
  let dataDir = "";
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "portico-secrets-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it("makes good ones once, closed to others, and hands on only their files", () => {
    const first = completeSecrets(dataDir, findSecrets(dataDir, {}));
    expect(first.created).toEqual([
      "PORTICO_ENCRYPTION_KEYS",
      "NEXTAUTH_SECRET",
      "PORTICO_SETUP_TOKEN",
    ]);
    for (const { path } of Object.values(first.secrets))
      expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "secrets")).mode & 0o777).toBe(0o700);
    const second = completeSecrets(dataDir, findSecrets(dataDir, {}));
    expect(second.created).toEqual([]);
    expect(second.secrets).toEqual(first.secrets);
    const env = secretFiles(second.secrets);
    expect(Object.keys(env)).toHaveLength(3);
    const address = "postgresql://portico:secret@127.0.0.1/portico";
    expect(secretsToHandOver(second.secrets, address, {})).toEqual({ DATABASE_URL: address });
    expect(readFileSync(env.PORTICO_SETUP_TOKEN_FILE ?? "", "utf8").trim()).toBe(
      second.secrets.PORTICO_SETUP_TOKEN.value,
    );
  });

  it("lets the operator's value and file win", () => {
    const file = join(dataDir, "mine");
    writeFileSync(file, "f7Kq2Lw9Zr4Tx8Vb1Nm6Pd3Hs5Jg0Ycq\n", { mode: 0o600 });
    const env = { PORTICO_ENCRYPTION_KEYS: `k9:${KEY}`, NEXTAUTH_SECRET_FILE: file };
    const { secrets, created } = completeSecrets(dataDir, findSecrets(dataDir, env));
    expect(created).toEqual(["PORTICO_SETUP_TOKEN"]);
    expect(secretFiles(secrets)).toMatchObject({ NEXTAUTH_SECRET_FILE: file });
    expect(secretFiles(secrets)).not.toHaveProperty("PORTICO_ENCRYPTION_KEYS_FILE");
    const more = { ...env, OIDC_CLIENT_SECRET: "not read yet", PORTICO_LOG_LEVEL: "info" };
    expect(secretsToHandOver(secrets, "postgresql://x/y", more)).toEqual({
      PORTICO_ENCRYPTION_KEYS: `k9:${KEY}`,
      OIDC_CLIENT_SECRET: "not read yet",
      DATABASE_URL: "postgresql://x/y",
    });
    expect(withoutSecrets(more)).toEqual({
      NEXTAUTH_SECRET_FILE: file,
      PORTICO_LOG_LEVEL: "info",
    });
  });

  it("refuses a key file that others can read and names the remedy", () => {
    mkdirSync(join(dataDir, "secrets"));
    const file = join(dataDir, "secrets/encryption-keys");
    writeFileSync(file, `k1:${KEY}`);
    chmodSync(file, 0o640);
    expect(() => findSecrets(dataDir, {})).toThrow(/mode 640/);
    chmodSync(file, 0o600);
    expect(findSecrets(dataDir, {}).PORTICO_ENCRYPTION_KEYS.value).toBe(`k1:${KEY}`);
  });

  it("names everything that is wrong at once", () => {
    const env = { PORTICO_ENCRYPTION_KEYS: "k1:short", NEXTAUTH_SECRET: "short" };
    const both = { PORTICO_SETUP_TOKEN: "x".repeat(20), PORTICO_SETUP_TOKEN_FILE: "/nowhere" };
    const { problems } = lookForSecrets(dataDir, { ...env, ...both });
    const said = problems.map(({ message }) => message.split(" ").slice(0, 2).join(" "));
    expect(said).toEqual([
      "PORTICO_ENCRYPTION_KEYS is",
      "NEXTAUTH_SECRET is",
      "Both PORTICO_SETUP_TOKEN",
    ]);
  });

  it("refuses NAME and NAME_FILE together, and a NAME_FILE that is not there", () => {
    const both = { NEXTAUTH_SECRET: "x".repeat(40), NEXTAUTH_SECRET_FILE: "/nowhere" };
    expect(() => findSecrets(dataDir, both)).toThrow(/Both NEXTAUTH_SECRET/);
    expect(() => findSecrets(dataDir, { NEXTAUTH_SECRET_FILE: "/nowhere" })).toThrow(
      /does not exist/,
    );
  });
});
