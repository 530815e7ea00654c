import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { SECRET_NAMES } from "@/lib/settings/secret-names.mjs";

const read = (path: string) => readFileSync(path, "utf8");
const known = new Set(
  [...read(".env.example").matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = ""]) => name),
);

/** A setting that Portico knows; a secret may come from a file. */
function isSetting(name: string): boolean {
  const base = name.replace(/_FILE$/, "");
  return known.has(name) || (SECRET_NAMES.includes(base) && name === `${base}_FILE`);
}

interface Container {
  environment: Record<string, string>;
  secrets: string[];
  read_only: boolean;
  volumes: string[];
  stop_grace_period: string;
}
interface Compose {
  services: Record<string, Partial<Container> & { image?: string }>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, null>;
}

describe("compose.yaml", () => {
  const compose = parse(read("compose.yaml"), { merge: true }) as Compose;
  const servers = ["portico-1", "portico-2"].map((name) => compose.services[name] as Container);

  it("gives two servers settings that exist, and secrets from files that it has", () => {
    for (const { environment, secrets } of servers) {
      expect(Object.keys(environment).filter((name) => !isSetting(name))).toEqual([]);
      for (const [name, value] of Object.entries(environment)) {
        if (!name.endsWith("_FILE")) continue;
        const secret = value.replace("/run/secrets/", "");
        expect(secrets).toContain(secret);
        expect(Object.keys(compose.secrets)).toContain(secret);
      }
    }
  });

  it("lets them write to their own volume alone, and stop in their own time", () => {
    const volumes = servers.map(({ volumes }) => volumes);
    expect(new Set(volumes.flat()).size).toBe(2);
    for (const server of servers) {
      expect(server).toMatchObject({ read_only: true, stop_grace_period: "90s" });
      expect(server.volumes[0]).toMatch(/:\/data$/);
      expect(Object.keys(compose.volumes)).toContain(server.volumes[0]?.split(":")[0]);
    }
  });

  it("has a proxy that knows both", () => {
    const caddy = read("docs/deploy/Caddyfile");
    expect(caddy).toContain("reverse_proxy portico-1:3000 portico-2:3000");
    expect(caddy).toContain("health_uri /api/health/ready");
  });
});

describe("docs/deploy/kubernetes.yaml", () => {
  const documents = parseAllDocuments(read("docs/deploy/kubernetes.yaml")).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as { kind: string; spec: Record<string, unknown> };
  });
  const set = documents.find(({ kind }) => kind === "StatefulSet");
  const pod = (set?.spec as { template: { spec: Record<string, unknown> } }).template.spec;
  const [container] = pod["containers"] as Record<string, unknown>[];

  it("asks addresses that exist, and sets what exists", () => {
    for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
      const { path } = (container?.[probe] as { httpGet: { path: string } }).httpGet;
      expect(existsSync(`app${path}/route.ts`)).toBe(true);
    }
    const names = (container?.["env"] as { name: string }[]).map(({ name }) => name);
    expect(names.filter((name) => !isSetting(name))).toEqual([]);
  });

  it("runs as nobody, on a file system that cannot be changed, with time to stop", () => {
    expect(pod).toMatchObject({
      terminationGracePeriodSeconds: 100,
      securityContext: { runAsNonRoot: true, runAsUser: 10_001 },
    });
    expect(container).toMatchObject({
      securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
    });
  });
});

describe("Dockerfile and unit", () => {
  const dockerfile = read("Dockerfile");

  it("run as the same user that the manifests name, and not as root", () => {
    expect(dockerfile).toMatch(/^USER 10001:10001$/m);
    expect(dockerfile.lastIndexOf("USER ")).toBeLessThan(dockerfile.lastIndexOf("CMD ["));
  });

  it("start what there is", () => {
    for (const text of [dockerfile, read("docs/deploy/portico.service")])
      expect(text).toMatch(/bin\/launch\.mjs"?,? "?start/);
    expect(existsSync("bin/launch.mjs") && existsSync("bin/build/runtime.mjs")).toBe(true);
    expect(dockerfile).toContain("/api/health/live");
  });

  it("keep out of the image what must not be in it", () => {
    const ignored = read(".dockerignore").split("\n");
    for (const path of [".env", ".git", "data", "node_modules", "tests"])
      expect(ignored).toContain(path);
  });
});
