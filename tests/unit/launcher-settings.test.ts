import { describe, expect, it } from "vitest";
import { explainOldNode } from "@/bin/lib/node-version.mjs";
import { isLoopbackOrigin, readSettings, requireGoodSettings } from "@/bin/settings/settings.mjs";
import { countPlaywright, countVitest, secondTries } from "@/bin/tests/test-counts.mjs";
import { clearForeignSettings } from "@/bin/tests/test-run.mjs";
import { withoutSecrets } from "@/lib/settings/secret-names.mjs";

describe("Node version", () => {
  it.each(["18.20.0", "20.18.3", "8.0.0"])("refuses %s in one sentence", (version) => {
    expect(explainOldNode(version)).toContain(`20.19 or newer; this is ${version}`);
  });
  it.each(["20.19.0", "20.20.2", "24.1.0"])("accepts %s", (version) => {
    expect(explainOldNode(version)).toBeNull();
  });
});

describe("settings", () => {
  it("has defaults, and takes an empty variable for an unset one", () => {
    const settings = readSettings({ NODE_ENV: "test", PORT: "", DATABASE_URL: "" });
    expect(settings).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      origin: "http://localhost:3000",
      databaseUrl: "",
      databaseOwnerUrl: "",
    });
    expect(settings.dataDir.endsWith("/data")).toBe(true);
  });

  it("derives the origin from the port and drops a closing slash", () => {
    expect(readSettings({ NODE_ENV: "test", PORT: "4100" }).origin).toBe("http://localhost:4100");
    const given = readSettings({ NODE_ENV: "test", PORTICO_URL: "https://portico.example.com/" });
    expect(given.origin).toBe("https://portico.example.com");
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "70000"],
    ["PORT", "30 00"],
    ["PORTICO_HOST", "not a host"],
    ["PORTICO_URL", "portico.example.com"],
    ["PORTICO_URL", "https://portico.example.com/console"],
    ["PORTICO_URL", "ftp://portico.example.com"],
    ["PORTICO_URL", "https://user:pw@portico.example.com"],
    ["PORTICO_URL", "http://portico.example.com"],
    ["DATABASE_URL_FILE", "/nowhere/url"],
    ["DATABASE_URL", "mysql://portico:pw@db.example.com/portico"],
    ["DATABASE_URL", "postgresql://db.example.com"],
    ["HUBSPOT_API_URL", "https://evil.example"],
    ["HUBSPOT_APP_URL", "not a url"],
    ["PORTICO_TRUSTED_PROXIES", "yes"],
    ["PORTICO_LOG_LEVEL", "loud"],
  ])("names %s when it is %j", (name, value) => {
    expect(() => readSettings({ NODE_ENV: "test", [name]: value })).toThrow(name);
  });

  it("names all that is wrong at once, secrets included, each with a remedy, and repeats no secret", () => {
    const password = "hunter2-hunter2";
    const wrong = {
      PORT: "abc",
      PORTICO_URL: `https://user:${password}@portico.example.com`,
      HUBSPOT_API_URL: "https://evil.example",
      PORTICO_TRUSTED_PROXIES: "11",
      DATABASE_URL: `mysql://portico:${password}@db/portico`,
      NEXTAUTH_SECRET: password,
    };
    const attempt = () => requireGoodSettings({ ...wrong, PORTICO_DATA_DIR: "/nowhere" });
    expect(attempt).toThrow(/^6 settings cannot be used/);
    for (const name of Object.keys(wrong)) expect(attempt).toThrow(name);
    expect(attempt).not.toThrow(password);
    expect(attempt).toThrow(/PORT=3000[\s\S]*openssl rand/);
    expect(() => requireGoodSettings({ PORTICO_DATA_DIR: "/nowhere" })).not.toThrow();
  });

  it.each<[string, Record<string, string>]>([
    ["PORTICO_METRICS_TOKEN is shorter than 16", { PORTICO_METRICS_TOKEN: "hunter2" }],
    ["SMTP_URL is not the address of a mail", { SMTP_URL: "mail.example.com hunter2" }],
    ["PORTICO_MAIL_FROM is not set", { SMTP_URL: "smtp://a:hunter2@mail.example.com:587" }],
    ["SMTP_URL_FILE names /nowhere/smtp", { SMTP_URL_FILE: "/nowhere/smtp" }],
    ["Single sign-on needs", { OIDC_ISSUER: "https://login.example.com" }],
    ["Single sign-on needs", { OIDC_CLIENT_SECRET: "hunter2", OIDC_CLIENT_ID: "portico" }],
    ["OIDC_CLIENT_SECRET_FILE names", { OIDC_CLIENT_SECRET_FILE: "/nowhere/oidc" }],
    [
      "OTEL_EXPORTER_OTLP_HEADERS is not a list",
      {
        OTEL_EXPORTER_OTLP_HEADERS: "hunter2",
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
      },
    ],
  ])("says before anything is installed or built: %s", (words, variables) => {
    const attempt = () => requireGoodSettings({ ...variables, PORTICO_DATA_DIR: "/nowhere" });
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow("hunter2");
  });

  it("takes mail, metrics and single sign-on that are whole", () => {
    const whole = {
      PORTICO_METRICS_TOKEN: "6e0c3f2b9d1a48570c77",
      SMTP_URL: "smtps://portico:hunter2@mail.example.com:465",
      PORTICO_MAIL_FROM: "Portico <portico@example.com>",
      OIDC_ISSUER: "https://login.team.example",
      OIDC_CLIENT_ID: "portico",
      OIDC_CLIENT_SECRET: "hunter2",
      // Nobody sends traces, so this is none of Portico's business.
      OTEL_EXPORTER_OTLP_HEADERS: "hunter2",
    };
    expect(() => requireGoodSettings({ ...whole, PORTICO_DATA_DIR: "/nowhere" })).not.toThrow();
    const own = {
      ...whole,
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: "api-key=hunter2",
    };
    expect(() => requireGoodSettings({ ...own, PORTICO_DATA_DIR: "/nowhere" })).not.toThrow();
  });

  it("takes an owner of the audit log for a database of one's own alone, and tells nobody", () => {
    const password = "tangerine";
    const owner = `postgresql://owner:${password}@db/portico`;
    const both = { DATABASE_URL: "postgresql://portico@db/portico", DATABASE_OWNER_URL: owner };
    expect(readSettings(both).databaseOwnerUrl).toBe(owner);
    const given = { ...both, DATABASE_OWNER_URL_FILE: "/run/owner", DATABASE_URL_FILE: "/run/url" };
    expect(withoutSecrets(given)).toEqual({ DATABASE_URL_FILE: "/run/url" });
    expect(() => readSettings({ DATABASE_OWNER_URL: owner })).toThrow(
      "DATABASE_OWNER_URL is set, and DATABASE_URL is not",
    );
    const wrong = { ...both, DATABASE_OWNER_URL: `mysql://owner:${password}@db/portico` };
    expect(() => readSettings(wrong)).toThrow(/DATABASE_OWNER_URL is not a PostgreSQL address/);
    expect(() => readSettings(wrong)).not.toThrow(password);
  });

  it.each([
    ["http://localhost:3000", true],
    ["http://127.0.0.1", true],
    ["http://[::1]:3000", true],
    ["https://portico.example.com", false],
    ["http://localhost.example.com", false],
    ["http://127.0.0.1.example.com", false],
  ])("knows whether %s is this machine", (origin, expected) => {
    expect(isLoopbackOrigin(origin)).toBe(expected);
  });
});

describe("counting test results", () => {
  it("counts a test file that could not be loaded as a failure", () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 2,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{ status: "failed" }] },
        { status: "passed", assertionResults: [{ status: "passed" }] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it("counts errors outside browser tests as failures, and names what passed on a second try", () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2, skipped: 2 });
    const tests = (status: string, message?: string) => [
      { status, results: [{ error: { message } }, {}] },
    ];
    const specs = [
      {
        title: "goes",
        file: "a.spec.ts",
        line: 3,
        tests: tests("flaky", "\u001b[31mToo late\u001b[39m\n  at b"),
      },
      { title: "stands", file: "a.spec.ts", line: 9, tests: tests("expected") },
      { title: "falls", file: "a.spec.ts", line: 12, tests: tests("unexpected", "No") },
    ];
    expect(secondTries({ suites: [{ suites: [{ specs }] }] })).toEqual([
      "a.spec.ts:3 goes: Too late",
    ]);
  });

  it("takes a real installation's settings out of the tests' way", () => {
    const env = {
      NODE_ENV: "test" as const,
      DATABASE_URL: "x",
      PORTICO_URL: "x",
      HUBSPOT_SPEC_DIR: "specs",
      HOME: "h",
    };
    clearForeignSettings(env);
    expect(env).toEqual({ HUBSPOT_SPEC_DIR: "specs", HOME: "h" });
  });
});
