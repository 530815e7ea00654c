import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { requireGoodSettings } from "@/bin/settings/settings.mjs";
import { readEnv, readSecret } from "@/lib/env";

const KEY = randomBytes(32).toString("base64");
const SESSION = "a-long-enough-session-secret-0123456789";
const good = {
  DATABASE_URL: "postgresql://portico:database-password@127.0.0.1:5432/portico",
  PORTICO_ENCRYPTION_KEYS: `k1:${KEY}`,
  NEXTAUTH_SECRET: SESSION,
};
const configuration = expect.objectContaining({ code: "configuration" });
const dir = mkdtempSync(join(tmpdir(), "portico-env-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("settings", () => {
  it("need three secrets and have defaults for the rest", () => {
    expect(readEnv(good)).toMatchObject({
      origin: "http://localhost:3000",
      isSecureOrigin: false,
      hubspotApiUrl: "https://api.hubapi.com",
      hubspotAppUrl: "https://app.hubspot.com",
      trustedProxies: 0,
      workers: true,
      logLevel: "info",
      isDemo: false,
      setupToken: undefined,
    });
  });

  it("an empty value counts as unset", () => {
    const empty = {
      PORT: "",
      PORTICO_URL: "",
      HUBSPOT_API_URL: "",
      PORTICO_LOG_LEVEL: "",
      PORTICO_SETUP_TOKEN: "",
      PORTICO_DEMO: "",
    };
    expect(readEnv({ ...good, ...empty }).origin).toBe("http://localhost:3000");
  });

  it("derive the origin from PORT or PORTICO_URL", () => {
    expect(readEnv({ ...good, PORT: "8080" }).origin).toBe("http://localhost:8080");
    const env = readEnv({ ...good, PORTICO_URL: "https://Portico.Example.com/" });
    expect(env).toMatchObject({ origin: "https://portico.example.com", isSecureOrigin: true });
  });

  it.each<[string, string | undefined]>([
    ["DATABASE_URL", undefined],
    ["PORTICO_ENCRYPTION_KEYS", undefined],
    ["PORTICO_ENCRYPTION_KEYS", "k1:short"],
    ["PORTICO_ENCRYPTION_KEYS", `k1:${Buffer.alloc(32).toString("base64")}`],
    ["NEXTAUTH_SECRET", undefined],
    ["NEXTAUTH_SECRET", "short"],
    ["NEXTAUTH_SECRET", "changeme-changeme-changeme-changeme"],
    ["NEXTAUTH_SECRET", "x".repeat(40)],
    ["NEXTAUTH_SECRET", "your-secret-goes-here-your-secret-goes-here"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "http"],
    ["PORT", "80.5"],
    ["PORTICO_URL", "portico.example.com"],
    ["PORTICO_URL", "ftp://portico.example.com"],
    ["PORTICO_URL", "https://portico.example.com/console"],
    ["PORTICO_URL", "https://portico.example.com/?x=1"],
    ["PORTICO_URL", "javascript:alert(1)"],
    ["PORTICO_URL", "https://user:pw@portico.example.com"],
    ["PORTICO_URL", "http://portico.example.com"],
    ["PORTICO_HOST", "not a host"],
    ["HUBSPOT_API_URL", "http://localhost:4010/path"],
    ["HUBSPOT_API_URL", "https://evil.example"],
    ["HUBSPOT_API_URL", "https://api.hubapi.com.evil.example"],
    ["HUBSPOT_API_URL", "https://evilhubapi.com"],
    ["HUBSPOT_API_URL", "http://api.hubapi.com"],
    ["HUBSPOT_API_URL", "http://169.254.169.254"],
    ["HUBSPOT_API_URL", "http://10.0.0.1"],
    ["HUBSPOT_API_URL", "file:///etc/passwd"],
    ["HUBSPOT_APP_URL", "https://app.hubspot.com.evil.example"],
    ["HUBSPOT_APP_URL", "not a url"],
    ["PORTICO_TRUSTED_PROXIES", "-1"],
    ["PORTICO_TRUSTED_PROXIES", "11"],
    ["PORTICO_TRUSTED_PROXIES", "yes"],
    ["PORTICO_WORKERS", "no"],
    ["PORTICO_WORKERS", "OFF"],
    ["PORTICO_DRAIN_SECONDS", "16"],
    ["PORTICO_DRAIN_SECONDS", "1.5"],
    ["PORTICO_DRAIN_SECONDS", "soon"],
    ["PORTICO_LOG_LEVEL", "loud"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "https://user:pw@collector.example.com"],
    ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "grpc://collector.example.com"],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"],
    ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "json"],
    ["OTEL_TRACES_SAMPLER", "sometimes"],
    ["OTEL_TRACES_SAMPLER_ARG", "10%"],
    ["OTEL_TRACES_SAMPLER_ARG", "1.1"],
  ])("refuse %s=%s and name the variable", (name, value) => {
    const variables = { ...good, [name]: value };
    expect(() => readEnv(variables)).toThrow(configuration);
    expect(() => readEnv(variables)).toThrow(name);
    // The launcher refuses by the same rule, before it begins anything; what is missing it makes.
    const early = () => requireGoodSettings({ ...variables, PORTICO_DATA_DIR: dir });
    if (value !== undefined) expect(early).toThrow(name);
  });

  it("name everything plain that is wrong at once", () => {
    const wrong = { PORTICO_URL: "x", HUBSPOT_API_URL: "x", PORTICO_LOG_LEVEL: "x" };
    for (const name of Object.keys(wrong))
      expect(() => readEnv({ ...good, ...wrong })).toThrow(name);
  });

  it.each([
    ["HUBSPOT_API_URL", "https://api-eu1.hubapi.com/", "https://api-eu1.hubapi.com"],
    ["HUBSPOT_API_URL", "http://localhost:4010", "http://localhost:4010"],
    ["HUBSPOT_APP_URL", "http://127.0.0.1:4010", "http://127.0.0.1:4010"],
  ])("take %s=%s", (name, value, origin) => {
    const env = readEnv({ ...good, [name]: value });
    expect([env.hubspotApiUrl, env.hubspotAppUrl]).toContain(origin);
  });

  it("take PORTICO_WORKERS=off for a server that leaves the background work to others", () => {
    expect(readEnv({ ...good, PORTICO_WORKERS: "off" }).workers).toBe(false);
    expect(readEnv({ ...good, PORTICO_WORKERS: "on" }).workers).toBe(true);
  });

  it("never print a value", () => {
    const env = readEnv({ ...good, PORTICO_SETUP_TOKEN: "the-setup-token" });
    const printed =
      inspect({ ...env, keyring: undefined }, { depth: 9, showHidden: true }) +
      JSON.stringify({ ...env, keyring: undefined });
    for (const secret of ["database-password", SESSION, "the-setup-token"])
      expect(printed).not.toContain(secret);
    for (const [name, value] of Object.entries(good)) {
      const broken = { ...good, [name]: name === "DATABASE_URL" ? "" : `${value.slice(0, 20)}` };
      expect(() => readEnv(broken)).toThrow(configuration);
      expect(() => readEnv(broken)).not.toThrow(value.slice(3, 20));
    }
  });
});

describe("the demo", () => {
  const loopback = {
    HUBSPOT_API_URL: "http://localhost:4010",
    HUBSPOT_APP_URL: "http://localhost:4010",
    PORTICO_DEMO: "1",
  };

  it("runs on this machine only", () => {
    expect(readEnv({ ...good, ...loopback }).isDemo).toBe(true);
    expect(() => readEnv({ ...good, PORTICO_DEMO: "1" })).toThrow(configuration);
    expect(() =>
      readEnv({ ...good, ...loopback, PORTICO_URL: "https://portico.example.com" }),
    ).toThrow(configuration);
  });

  it("is not switched on by accident", () => {
    for (const value of ["0", "false", "true", "yes"])
      expect(readEnv({ ...good, PORTICO_DEMO: value }).isDemo).toBe(false);
  });
});

describe("secrets from files", () => {
  const file = (name: string, text: string) => {
    const path = join(dir, name);
    writeFileSync(path, text);
    return path;
  };

  it("are read wherever NAME is a secret, without the line break", () => {
    const env = readEnv({
      DATABASE_URL_FILE: file("db", `${good.DATABASE_URL}\n`),
      PORTICO_ENCRYPTION_KEYS_FILE: file("keys", `${good.PORTICO_ENCRYPTION_KEYS}\n`),
      NEXTAUTH_SECRET_FILE: file("session", `${SESSION}\n`),
      PORTICO_SETUP_TOKEN_FILE: file("setup", "from-a-file\n"),
    });
    expect(env.databaseUrl.reveal()).toBe(good.DATABASE_URL);
    expect(env.sessionSecret.reveal()).toBe(SESSION);
    expect(env.setupToken?.reveal()).toBe("from-a-file");
  });

  it("NAME itself wins; an empty file counts as unset; a missing one is an error that names it", () => {
    const path = file("other", "from-a-file");
    expect(readSecret({ X: "direct", X_FILE: path }, "X")?.reveal()).toBe("direct");
    expect(readSecret({ X_FILE: file("empty", " \n") }, "X")).toBeUndefined();
    expect(() => readSecret({ X_FILE: join(dir, "missing") }, "X")).toThrow(/X_FILE/);
    expect(() =>
      readEnv({ ...good, NEXTAUTH_SECRET: undefined, NEXTAUTH_SECRET_FILE: dir }),
    ).toThrow(configuration);
  });
});

describe("single sign-on", () => {
  const oidc = {
    OIDC_ISSUER: "https://login.team.example/realms/team",
    OIDC_CLIENT_ID: "portico",
    OIDC_CLIENT_SECRET: "a secret of the provider",
  };

  it("is there with all three settings, and is called something", () => {
    expect(readEnv(good).oidc).toBeUndefined();
    expect(readEnv({ ...good, ...oidc }).oidc).toMatchObject({
      issuer: oidc.OIDC_ISSUER,
      clientId: "portico",
      label: "single sign-on",
    });
    expect(readEnv({ ...good, ...oidc, OIDC_LABEL: "Team ID" }).oidc?.label).toBe("Team ID");
  });

  it.each(Object.keys(oidc))("without %s says which are missing", (name) => {
    const some = Object.fromEntries(Object.entries(oidc).filter(([one]) => one !== name));
    expect(() => readEnv({ ...good, ...some })).toThrow(
      "needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET",
    );
  });

  it.each([
    "http://login.team.example",
    "login.team.example",
    "https://login.team.example/?tenant=1",
    "https://user@login.team.example",
  ])("takes no issuer like %s", (issuer) => {
    expect(() => readEnv({ ...good, ...oidc, OIDC_ISSUER: issuer })).toThrow("OIDC_ISSUER");
  });
});
