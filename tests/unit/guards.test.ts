import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/auth/roles";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Source {
  path: string;
  text: string;
}

/** Every TypeScript source below a folder, comments removed; generated code left out. */
function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes(`generated${sep}`))
    .map((path) => ({
      path: relative("", path).replaceAll(sep, "/"),
      text: withoutComments(path),
    }));
}

function withoutComments(path: string): string {
  const text = readFileSync(join(root, path), "utf8");
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .trim();
}

const app = sources("app");
const lib = sources("lib");
const all = [...app, ...lib, ...sources("components")];
const named = (list: Source[]) => list.map((source) => [source.path, source] as const);

/** Actions for people who are not signed in yet; everything else needs a permission. */
const PUBLIC_ACTIONS = [
  "startInstallAction",
  "createOwnerAction",
  "previewInviteAction",
  "acceptInviteAction",
  "proveFactorAction",
  "leaveFactorAction",
  "signInChallengeAction",
  "passkeySignInAction",
];

describe("server actions", () => {
  const files = all.filter(({ text }) => /["']use server["']/.test(text));

  it("are there to be checked", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it("live in actions.ts only, and every actions.ts has them", () => {
    const expected = app.filter(({ path }) => path.endsWith("/actions.ts"));
    expect(files.map(({ path }) => path).sort()).toEqual(expected.map(({ path }) => path).sort());
  });

  it.each(named(files))(
    "%s begins with the directive and exports nothing but defineAction",
    (_path, { text }) => {
      expect(text).toMatch(/^["']use server["'];/);
      const exported = text.match(/^export\b.*/gm) ?? [];
      expect(exported.length).toBeGreaterThan(0);
      for (const line of exported) {
        expect(line).toMatch(/^export const \w+Action = defineAction\b/);
      }
      expect(text.match(/["']use server["']/g)).toHaveLength(1);
      expect(text).toMatch(/from "@\/lib\/actions\/define-action"/);
    },
  );

  it.each(named(files))("%s names a permission for every action", (_path, { text }) => {
    for (const part of text.split(/^export const /m).slice(1)) {
      const [name = ""] = part.split(" ");
      const permission = /permission:\s*"([\w.]+)"/.exec(part)?.[1];
      if (PUBLIC_ACTIONS.includes(name)) expect(permission, name).toBe("public");
      else expect(PERMISSIONS, name).toContain(permission);
    }
  });
});

/** Pages and handlers that have to work for people who are not signed in. */
const PUBLIC_ROUTES = [
  "app/(public)/join/page.tsx",
  "app/(public)/login/factor/page.tsx",
  "app/(public)/login/page.tsx",
  "app/(public)/setup/page.tsx",
  "app/api/auth/[...nextauth]/route.ts",
  "app/api/health/live/route.ts",
  "app/api/health/ready/route.ts",
  // Programs have no session: a token, or this machine alone.
  "app/api/metrics/route.ts",
  // The identity provider has no session; its signature proves it.
  "app/api/oidc/back-channel-logout/route.ts",
  // A customer's browser shows the company's logo.
  "app/brand/[file]/route.ts",
  // A customer's admin installs without an account here.
  "app/install/[slug]/page.tsx",
  "app/install/[slug]/done/page.tsx",
  // HubSpot's redirect target serves both: lib/http/callback-target asks for portals.connect where a person began.
  "app/oauth/callback/route.ts",
  "app/oauth/problem/page.tsx",
];

describe("pages and route handlers", () => {
  const files = app.filter(({ path }) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(path));

  it("are there to be checked, and the public list names real files", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(PUBLIC_ROUTES));
  });

  it.each(named(files.filter(({ path }) => !PUBLIC_ROUTES.includes(path))))(
    "%s asks for a permission",
    (_path, { text }) => {
      const asked = [
        ...text.matchAll(/(?:requirePage|requireActor)\(\s*"([\w.]+)"|permission:\s*"([\w.]+)"/g),
      ];
      expect(asked.length).toBeGreaterThan(0);
      for (const [, direct, inRoute] of asked) expect(PERMISSIONS).toContain(direct ?? inRoute);
      expect(text).toMatch(/await requirePage\(|requireActor\(|defineRoute\(/);
    },
  );

  it("metrics are collected only for who may read them", () => {
    const { text = "" } = files.find(({ path }) => path === "app/api/metrics/route.ts") ?? {};
    const [asked, refused, given] = ["mayReadMetrics(", 'verdict !== "yes"', "collectMetrics("].map(
      (part) => text.lastIndexOf(part),
    );
    expect(asked).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(asked ?? Infinity);
    expect(given).toBeGreaterThan(refused ?? Infinity);
  });

  it("no layout decides about access", () => {
    for (const { path, text } of app.filter((source) => source.path.endsWith("layout.tsx"))) {
      expect(text, path).not.toMatch(/\bforbidden\(|requireActor\(/);
    }
  });
});

/** Modules that hold or open secrets. */
const SECRET_MODULE =
  /(crypto\/(vault|seal|secret)|\/(vault|seal|secret)|\/env|\/db\/(client|errors)|\/db\/generated\/client)$/;

describe("secrets stay on the server", () => {
  // L0 is pure: it may define a secret, and is used by both sides.
  const guarded = lib.filter(
    ({ path }) => !/^lib\/(errors|crypto\/(secret|keyring|token|fingerprint))\.ts$/.test(path),
  );

  it.each(named(guarded.filter(({ text }) => touchesSecrets(text))))(
    "%s begins with server-only",
    (_path, { text }) => {
      expect(text).toMatch(/^import "server-only";/);
    },
  );

  it("the rule meets the files it is about", () => {
    const found = guarded.filter(({ text }) => touchesSecrets(text)).map(({ path }) => path);
    expect(found).toEqual(
      expect.arrayContaining([
        "lib/crypto/vault.ts",
        "lib/env.ts",
        "lib/portals/connect/store-grant.ts",
      ]),
    );
  });

  it("no client component and no screen imports them", () => {
    const screens = all.filter(
      ({ path, text }) => !path.startsWith("lib/") || /^["']use client["']/.test(text),
    );
    for (const { path, text } of screens) {
      for (const source of valueImports(text)) {
        expect(`${path} imports ${source}`).not.toMatch(/@\/lib\/(crypto|db)\//);
      }
    }
  });

  it("no public environment variable exists", () => {
    for (const { path, text } of all) expect(text, path).not.toContain("NEXT_PUBLIC_");
  });
});

describe("OpenTelemetry", () => {
  it("is loaded by no import, so that it costs nothing where no collector is configured", () => {
    const using = all.filter(({ text }) => text.includes("@opentelemetry/"));
    expect(using.map(({ path }) => path)).toContain("lib/tracing/start.ts");
    for (const { path, text } of using)
      expect(text, path).not.toMatch(/^import (?!type\b)[^;]*"@opentelemetry\//m);
  });
});

/** By an import that is there at run time, or by using the vault, the database or a plaintext through the context. */
function touchesSecrets(text: string): boolean {
  if (/\bprocess\.env\b|\bctx\.(vault|db)\b|\.reveal\(\)/.test(text)) return true;
  return valueImports(text).some((source) => SECRET_MODULE.test(source));
}

/** What a file imports at run time: type-only imports leave nothing behind. */
function valueImports(text: string): string[] {
  const found: string[] = [];
  for (const [, clause = "", source = ""] of text.matchAll(
    /^import\s+([\s\S]*?)\s+from\s+"([^"]+)";/gm,
  )) {
    if (clause.startsWith("type ")) continue;
    const names = /^\{([\s\S]*)\}$/
      .exec(clause)?.[1]
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    if (names?.every((name) => name.startsWith("type "))) continue;
    found.push(source);
  }
  return found;
}
