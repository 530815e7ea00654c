import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  callSnippets,
  dropInSnippets,
  LANGUAGES,
  listSnippet,
  tokenSnippets,
  type Used,
} from "@/lib/use-it/snippets";
import { appUse as exampleOf, portalUse } from "@/lib/use-it/use-it-view";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { connect, makeApp, makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const run = promisify(execFile);
const world = useWorld();
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const hasPython = spawnSync("python3", ["--version"]).status === 0;

let made: ConnectedPortal;
let door: TestDoor;
let env: NodeJS.ProcessEnv;
let used: Used;

beforeAll(async () => {
  made = await makePortal(world());
  const other = await makeApp(world(), made.owner.ctx);
  await connect(world(), made.owner.ctx, other, { hubId: made.hubId });
  const { key } = await makeKey(world(), {
    permissions: ["tokens:read", "portals:read", "hubspot:read"],
  });
  door = await startDoor(world());
  env = { ...process.env, PORTICO_API_KEY: key };
  const view = await portalUse(world().context(), made.portal.id);
  expect(view).toMatchObject({ isShared: true, used: { appSlug: made.app.slug } });
  used = { ...view.used, origin: door.url };
});
afterAll(() => door.close());

const WAYS = { token: tokenSnippets, call: callSnippets, dropIn: dropInSnippets };

describe.skipIf(!hasCurl)("curl, as it stands on the page", () => {
  it.each(["token", "call", "dropIn"] as const)("%s", async (way) => {
    const { stdout } = await run("sh", ["-c", WAYS[way](used).curl], { env });
    const body = JSON.parse(stdout) as Record<string, unknown>;
    expect(body.access_token ?? body.results, stdout).toBeTruthy();
  });

  it("the portals of an app", async () => {
    const { stdout } = await run("sh", ["-c", listSnippet(door.url, made.app.slug)], { env });
    expect(JSON.parse(stdout)).toMatchObject({ portals: [{ hub_id: made.hubId }] });
  });
});

describe.skipIf(!hasPython)("Python, as it stands on the page", () => {
  it.each([
    ["token", "len(access_token)"],
    ["call", "len(results) >= 0"],
    ["dropIn", "len(access_token)"],
  ] as const)("%s", async (way, proof) => {
    const program = `${WAYS[way](used).python}\nprint(bool(${proof}))`;
    const { stdout } = await run("python3", ["-c", program], { env });
    expect(stdout.trim()).toBe("True");
  });
});

describe("values that mean something to a shell or a language", () => {
  const odd: Used = {
    origin: "https://portico.example",
    hubId: "62515",
    apiVersion: "2026-09",
    clientId: `a'b"c\`d$(touch x)\\`,
    appSlug: "an-app",
  };

  it.skipIf(!hasCurl)("reach curl as they are", async () => {
    const words = dropInSnippets(odd).curl.replace(/^curl/, "printf '%s\\n'");
    const { stdout } = await run("sh", ["-c", words], { env });
    expect(stdout.split("\n")).toContain(`client_id=${odd.clientId}`);
  });

  it("are one string in TypeScript and Python", () => {
    for (const language of ["typescript", "python"] as const)
      expect(dropInSnippets(odd)[language]).toContain(JSON.stringify(odd.clientId));
  });
});

it("no snippet holds a key, and each names the app where several hold the Hub ID", () => {
  for (const language of LANGUAGES) {
    for (const snippets of Object.values(WAYS))
      expect(snippets(used)[language]).toContain("PORTICO_API_KEY");
    expect(tokenSnippets(used)[language]).toContain(`app=${made.app.slug}`);
    expect(callSnippets(used)[language]).toContain("Portico-App");
    expect(callSnippets({ ...used, appSlug: undefined })[language]).not.toContain("Portico-App");
  }
});

it("an app without a portal that works has no example", async () => {
  const owner = await makePerson(world(), "owner");
  const app = await makeApp(world(), owner.ctx);
  expect(await exampleOf(world().context(), app.id)).toBeNull();
});
