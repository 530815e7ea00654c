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
  checkSessionSecret,
  checkSetupToken,
  parseEncryptionKeys,
} from "@/bin/lib/secret-rules.mjs";
import { completeSecrets, findSecrets, secretEnvironment } from "@/bin/lib/secrets.mjs";

const KEY = "q2vV0m1mUQbXw6n5m0Jq3x8G1cZk7pT9yR4sLd2EhAo=";
const OTHER = "Zk7pT9yR4sLd2EhAoq2vV0m1mUQbXw6n5m0Jq3x8G1c=";

describe("encryption keys", () => {
  it.each([
    ["one key", `k1:${KEY}`, ["k1"]],
    ["two keys, the first writes", `k2:${OTHER}, k1:${KEY}`, ["k2", "k1"]],
    ["a key without padding", `k1:${KEY.replace("=", "")}`, ["k1"]],
  ])("accepts %s", (_, text, ids) => {
    const keys = parseEncryptionKeys(text, "TEST");
    expect(keys.map((key) => key.id)).toEqual(ids);
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
    const attempt = () => parseEncryptionKeys(text, "TEST");
    expect(attempt).toThrow(reason);
    expect(attempt).not.toThrow(KEY);
  });
});

describe("session secret and setup token", () => {
  it.each(["short", "changeme-changeme-changeme-changeme", "a".repeat(40)])(
    "refuses %s",
    (text) => {
      expect(() => checkSessionSecret(text, "NEXTAUTH_SECRET")).toThrow(/NEXTAUTH_SECRET/);
      expect(() => checkSetupToken(text.slice(0, 40), "PORTICO_SETUP_TOKEN")).toThrow(
        /PORTICO_SETUP_TOKEN/,
      );
    },
  );

  it("asks the session secret for 32 characters and the setup token for 16", () => {
    expect(() => checkSessionSecret("f7Kq2Lw9Zr4Tx8Vb1Nm6Pd3Hs5Jg0Ycq", "x")).not.toThrow();
    expect(() => checkSessionSecret("f7Kq2Lw9Zr4Tx8Vb1Nm6Pd3Hs5Jg0Yc", "x")).toThrow(/32/);
    expect(() => checkSetupToken("f7Kq2Lw9Zr4Tx8Vb", "x")).not.toThrow();
    expect(() => checkSetupToken("f7Kq2Lw9Zr4Tx8V", "x")).toThrow(/16/);
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
    const env = secretEnvironment(second.secrets);
    expect(Object.keys(env).every((name) => name.endsWith("_FILE"))).toBe(true);
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
    const handed = secretEnvironment(secrets);
    expect(handed.PORTICO_ENCRYPTION_KEYS).toBe(`k9:${KEY}`);
    expect(handed.NEXTAUTH_SECRET_FILE).toBe(file);
    expect(handed.NEXTAUTH_SECRET).toBeUndefined();
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

  it("refuses NAME and NAME_FILE together, and a NAME_FILE that is not there", () => {
    const both = { NEXTAUTH_SECRET: "x".repeat(40), NEXTAUTH_SECRET_FILE: "/nowhere" };
    expect(() => findSecrets(dataDir, both)).toThrow(/Both NEXTAUTH_SECRET/);
    expect(() => findSecrets(dataDir, { NEXTAUTH_SECRET_FILE: "/nowhere" })).toThrow(
      /does not exist/,
    );
  });
});
