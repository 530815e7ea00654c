import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { IDLE } from "@/lib/actions/action-state";
import { defineAction } from "@/lib/actions/define-action";
import { AppError } from "@/lib/errors";
import { runInRequest, type RequestScope } from "@/lib/http/request-scope.mjs";

const ORIGIN = "http://localhost:3000";

const world = vi.hoisted(() => ({
  headers: new Headers(),
  refreshed: 0,
  refused: undefined as Error | undefined,
  noted: [] as string[],
  asked: [] as string[],
  viewers: 0,
  throttled: [] as string[],
  tooMany: undefined as Error | undefined,
  logged: 0,
}));

/** What Next's own functions throw. */
class Interrupt extends Error {}

vi.mock("next/cache", () => ({ refresh: () => void (world.refreshed += 1) }));
vi.mock("next/headers", () => ({ headers: () => Promise.resolve(world.headers) }));
vi.mock("next/navigation", () => ({
  forbidden() {
    throw new Interrupt("forbidden");
  },
  redirect(path: string) {
    throw new Interrupt(`redirect ${path}`);
  },
  unstable_rethrow(error: unknown) {
    if (error instanceof Interrupt) throw error;
  },
}));
vi.mock("@/lib/env", () => ({ getEnv: () => ({ origin: "http://localhost:3000" }) }));
vi.mock("@/lib/logger", () => ({ logger: { error: () => void (world.logged += 1) } }));
vi.mock("@/lib/people/throttle", () => ({
  throttle(_ctx: unknown, name: string, key: string) {
    world.throttled.push(`${name} ${key}`);
    return world.tooMany ? Promise.reject(world.tooMany) : Promise.resolve();
  },
}));
vi.mock("@/lib/auth/session", () => ({
  requireActor(permission: string) {
    world.asked.push(permission);
    return world.refused ? Promise.reject(world.refused) : Promise.resolve(CTX);
  },
  anonymousContext: () => Promise.resolve({ actor: { ip: "192.0.2.1" } }),
  getViewer() {
    world.viewers += 1;
    return Promise.reject(new Error("no database"));
  },
  noteRefusal: (_ctx: unknown, permission: string) => void world.noted.push(permission),
  signInPath: (path: string) => `/login?callbackUrl=${path}`,
}));
const NOW = new Date("2026-11-21T12:00:00Z");
/** Somebody with a password and no second factor. */
const found = { passwordHash: "hash", identity: null, _count: { factors: 0, passkeys: 0 } };
const CTX = {
  actor: { kind: "person", id: "p-1", confirmedAt: undefined as Date | undefined },
  now: () => NOW,
  env: {},
  db: { person: { findUnique: () => Promise.resolve(found) } },
};

beforeEach(() => {
  world.headers = new Headers({ origin: ORIGIN, "x-portico-path": "/portals" });
  Object.assign(world, { refreshed: 0, refused: undefined, noted: [], asked: [], viewers: 0 });
  Object.assign(world, { throttled: [], tooMany: undefined, logged: 0 });
  CTX.actor.confirmedAt = undefined;
});

const run = vi.fn<() => Promise<{ message?: string; redirectTo?: string }>>();
beforeEach(() => {
  run.mockReset().mockResolvedValue({ message: "Done." });
});

const actionOf = (spec: Partial<Parameters<typeof defineAction>[0]> = {}) =>
  defineAction({
    permission: "portals.test",
    input: z.strictObject({
      name: z.string().min(1, "Type a name."),
      secret: z.string().optional(),
    }),
    run: () => run(),
    ...spec,
  });
const action = actionOf();

function form(fields: Record<string, string | File> = { name: "acme", secret: "hidden" }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const send = (data = form()) => action(IDLE, data);

describe("who asks", () => {
  it("must be one of our own pages: the origin is there, and ours", async () => {
    const foreign: Record<string, string>[] = [
      {},
      { origin: "null" },
      { origin: "http://evil.example" },
      { origin: ORIGIN, "sec-fetch-site": "cross-site" },
      { origin: ORIGIN, "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "same-origin" },
    ];
    for (const headers of foreign) {
      world.headers = new Headers(headers);
      await expect(send(), JSON.stringify(headers)).rejects.toThrow("forbidden");
    }
    expect(run).not.toHaveBeenCalled();
    world.headers = new Headers({ origin: ORIGIN, "sec-fetch-site": "same-origin" });
    expect(await send()).toMatchObject({ status: "success" });
  });

  it("must be allowed, and signed in", async () => {
    world.refused = new AppError("forbidden");
    await expect(send()).rejects.toThrow("forbidden");
    world.refused = new AppError("unauthenticated");
    await expect(send()).rejects.toThrow("redirect /login?callbackUrl=/portals");
    expect([run.mock.calls.length, world.refreshed]).toEqual([0, 0]);
  });

  it("is noted when the verb refuses what the permission allowed", async () => {
    run.mockRejectedValue(new AppError("forbidden", { details: { permission: "owners.manage" } }));
    await expect(send()).rejects.toThrow("forbidden");
    expect(world.noted).toEqual(["owners.manage"]);
    run.mockRejectedValue(new AppError("forbidden"));
    await expect(send()).rejects.toThrow("forbidden");
    expect(world.noted).toEqual(["owners.manage", "unknown"]);
  });

  it("is asked for the action's own permission, and counted: too many tries are not served", async () => {
    await send();
    expect(world.asked).toEqual(["portals.test"]);
    expect(world.throttled).toEqual(["action p-1"]);
    run.mockClear();
    world.tooMany = new AppError("rate_limited", { details: { retryAfterSeconds: 60 } });
    expect(await send()).toMatchObject({ status: "error", values: { name: "acme" } });
    expect(run).not.toHaveBeenCalled();
  });
});

describe("what an open browser alone must not do", () => {
  const careful = actionOf({ stepUp: true });

  it("waits until whoever sits there has shown that it is them; the form stays as it is", async () => {
    for (const confirmedAt of [undefined, new Date(NOW.getTime() - 600_001)]) {
      CTX.actor.confirmedAt = confirmedAt;
      expect(await careful(IDLE, form())).toMatchObject({
        status: "error",
        confirm: ["password"],
        values: { name: "acme" },
      });
    }
    expect([run.mock.calls.length, world.refreshed]).toEqual([0, 0]);
    expect(world.asked).toContain("self.manage");
  });

  it("is done within ten minutes after that", async () => {
    CTX.actor.confirmedAt = new Date(NOW.getTime() - 600_000);
    expect(await careful(IDLE, form())).toMatchObject({ status: "success" });
  });
});

describe("after it the page shows how things stand", () => {
  it("when it worked", async () => {
    expect(await send()).toEqual({ status: "success", message: "Done.", data: undefined });
    expect(world.refreshed).toBe(1);
  });

  it("when the verb refused, with what was typed but no secret", async () => {
    run.mockRejectedValue(new AppError("portal_not_active"));
    const message = "This portal has no live connection. Reconnect it first.";
    expect(await send()).toMatchObject({ status: "error", message, values: { name: "acme" } });
    expect([world.noted, world.refreshed]).toEqual([[], 1]);
  });

  it("when something is to be corrected", async () => {
    expect(await send(form({ name: "" }))).toMatchObject({
      status: "error",
      fieldErrors: { name: "Type a name." },
      values: { name: "" },
    });
    expect(world.refreshed).toBe(1);
  });

  it("when nobody knows what happened", async () => {
    run.mockRejectedValue(new TypeError("undefined is not a function"));
    const state = await send();
    expect(state).toMatchObject({ status: "error", values: { name: "acme" } });
    expect(state.message).toContain("The page shows how things stand now");
    expect(state.reference).toMatch(/^[0-9a-f-]{36}$/);
    expect([world.refreshed, world.logged]).toEqual([1, 1]);
    run.mockRejectedValue(new AppError("portal_not_active"));
    await send();
    expect(world.logged).toBe(1);
  });

  it("when a verb names fields, with its words at them", async () => {
    const fields = { name: "Type a name." };
    run.mockRejectedValue(new AppError("invalid_input", { details: { fields } }));
    expect(await send()).toMatchObject({ status: "error", fieldErrors: fields });
  });

  it.each([
    ["53300", /connections .* in use/, 0],
    ["25006", /read-only/, 1],
    ["53100", /no disk space or memory/, 1],
  ])("or not, as the database can be read or cannot: %s", async (code, words, refreshed) => {
    run.mockRejectedValue(Object.assign(new Error("refused"), { code }));
    expect((await send()).message).toMatch(words);
    expect(world.refreshed).toBe(refreshed);
  });

  it("but not when the database is away: the page could not be shown, and what was typed would go", async () => {
    run.mockRejectedValue(new Error("Connection terminated unexpectedly"));
    const state = await send();
    expect(state).toMatchObject({ status: "error", values: { name: "acme" } });
    expect(state.message).not.toContain("The page shows how things stand now");
    expect(world.refreshed).toBe(0);
  });

  it("and not when it leads elsewhere", async () => {
    run.mockResolvedValue({ redirectTo: "/portals/1" });
    await expect(send()).rejects.toThrow("redirect /portals/1");
    expect(world.refreshed).toBe(0);
  });
});

it("what gives a secret answers a script alone, and brings no page", async () => {
  const giving = actionOf({ givesSecret: true });
  // A form without script: the page that answers it would hold what the action gave.
  await expect(giving(IDLE, form())).rejects.toThrow("forbidden");
  expect([run.mock.calls, world.asked]).toEqual([[], []]);
  world.headers.set("next-action", "40d1");
  expect(await giving(IDLE, form())).toMatchObject({ status: "success" });
  expect(world.refreshed).toBe(0);
  run.mockRejectedValue(new AppError("reveal_off"));
  expect(await giving(IDLE, form())).toMatchObject({ status: "error" });
  expect(world.refreshed).toBe(1);
});

describe("what is sent", () => {
  it.each([
    ["a\0b", "name"],
    ["\0", "secret"],
  ])("%j, which cannot be stored, is named at its field", async (text, name) => {
    const state = await send(form({ name: "acme", [name]: text }));
    expect(state.status).toBe("error");
    expect(state.fieldErrors?.[name]).toMatch(/cannot be stored/);
    expect(run).not.toHaveBeenCalled();
  });

  it("may be a file of any bytes, but not with such a name", async () => {
    const state = await send(form({ name: new File(["\0"], "a\0.csv") }));
    expect(state.fieldErrors?.["name"]).toMatch(/cannot be stored/);
    const fine = await send(form({ name: new File(["\0"], "a.csv") }));
    expect(fine.fieldErrors?.["name"]).not.toMatch(/cannot be stored/);
  });

  it("may be anything at all, and is then no form", async () => {
    for (const odd of [null, 1, "text", [], { name: "acme" }])
      expect(await action(IDLE, odd as never)).toMatchObject({ status: "error", values: {} });
    expect(run).not.toHaveBeenCalled();
  });

  it("counts as read from here on", async () => {
    const scope = { isForm: true, isFormRead: false } as RequestScope;
    await runInRequest(scope, () => send());
    expect(scope.isFormRead).toBe(true);
  });
});

describe("an action that needs no sign-in", () => {
  it("asks for no permission, counts by address, and reads in the language of who is signed in", async () => {
    const open = actionOf({ permission: "public" });
    expect(await open(IDLE, form())).toMatchObject({ status: "success" });
    expect([world.asked, world.throttled]).toEqual([[], ["action 192.0.2.1"]]);
    expect(world.viewers).toBe(1);
  });

  it("tells people outside the team of a failure in its own words, also of one that it does not know", async () => {
    const words = (error: unknown) =>
      Promise.resolve(error instanceof AppError ? error.code : "other");
    const outside = actionOf({ permission: "public", words });
    run.mockRejectedValueOnce(new AppError("rate_limited"));
    expect(await outside(IDLE, form())).toMatchObject({ status: "error", message: "rate_limited" });
    run.mockRejectedValueOnce(new Error("Portico"));
    expect(await outside(IDLE, form())).toMatchObject({ status: "error", message: "other" });
    expect(world.viewers).toBe(0);
    expect(await outside(IDLE, form({}))).toMatchObject({
      message: "Please correct the marked fields.",
    });
  });
});
