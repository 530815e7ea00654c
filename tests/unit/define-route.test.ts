import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";

const ORIGIN = "http://localhost:3000";
const world = vi.hoisted(() => ({
  asked: [] as string[],
  refused: undefined as Error | undefined,
  runs: 0,
  ctx: {} as object,
}));

vi.mock("@/lib/env", () => ({ getEnv: () => ({ origin: "http://localhost:3000" }) }));
vi.mock("@/lib/logger", () => ({ logger: { error: () => undefined } }));
vi.mock("@/lib/auth/session", () => ({
  requireActor(permission: string) {
    world.asked.push(permission);
    return world.refused ? Promise.reject(world.refused) : Promise.resolve(world.ctx);
  },
}));

const route = defineRoute({
  permission: "activity.export",
  run() {
    world.runs += 1;
    return Promise.resolve(new Response("done"));
  },
});

const ask = (method: string, headers: Record<string, string> = {}) =>
  route(new NextRequest(`${ORIGIN}/activity/export`, { method, headers }));

beforeEach(() => {
  Object.assign(world, { asked: [], refused: undefined, runs: 0, ctx: {} });
});

describe("a route handler", () => {
  it("asks for its permission, and runs for who has it", async () => {
    expect(await (await ask("GET")).text()).toBe("done");
    expect(world.asked).toEqual(["activity.export"]);
  });

  it.each([
    ["forbidden", 403],
    ["unauthenticated", 401],
  ] as const)("answers %s with %i, as problem details, and does not run", async (code, status) => {
    world.refused = new AppError(code);
    const answer = await ask("GET");
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ code, status });
    expect(world.runs).toBe(0);
  });

  it.each(["POST", "PUT", "PATCH", "DELETE"])(
    "refuses a %s from anywhere but our own pages",
    async (method) => {
      const foreign: Record<string, string>[] = [
        {},
        { origin: "http://evil.example" },
        { origin: ORIGIN, "sec-fetch-site": "cross-site" },
      ];
      for (const headers of foreign) expect((await ask(method, headers)).status).toBe(403);
      expect(world.runs).toBe(0);
      expect((await ask(method, { origin: ORIGIN })).status).toBe(200);
    },
  );
});

describe("a route that an open browser alone must not use", () => {
  const NOW = new Date("2026-11-21T12:00:00Z");
  const run = () => {
    world.runs += 1;
    return Promise.resolve(new Response("done"));
  };
  const itself = defineRoute({ permission: "activity.export", stepUp: true, run });
  const posted = defineRoute({ permission: "activity.export", stepUp: { page: "/system" }, run });
  const from = (path: string, headers: Record<string, string> = {}) =>
    new NextRequest(`${ORIGIN}${path}`, { headers });
  const person = (secondsAgo: number) => ({
    actor: { kind: "person", confirmedAt: new Date(NOW.getTime() - secondsAgo * 1000) },
    now: () => NOW,
  });
  const page = { accept: "text/html,application/xhtml+xml" };

  it("leads a browser to confirm, and back to what was asked for", async () => {
    world.ctx = person(601);
    const back = await itself(from("/activity/export?from=1&to=2", page));
    expect(back.status).toBe(303);
    expect(back.headers.get("location")).toBe(
      "/confirm?callbackUrl=%2Factivity%2Fexport%3Ffrom%3D1%26to%3D2",
    );
    expect(back.headers.get("cache-control")).toBe("no-store");
    const form = await posted(from("/system/backup", page));
    expect(form.headers.get("location")).toBe("/confirm?callbackUrl=%2Fsystem");
    expect(world.runs).toBe(0);
  });

  it("tells a program, which can follow no page", async () => {
    world.ctx = person(601);
    for (const headers of [{}, { accept: "application/json" }] as Record<string, string>[]) {
      const answer = await itself(from("/activity/export", headers));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: "confirmation_needed" });
    }
  });

  it("leads nobody there for another refusal", async () => {
    world.refused = new AppError("forbidden");
    expect((await itself(from("/activity/export", page))).status).toBe(403);
  });

  it("serves whoever has confirmed, and other routes ask nobody", async () => {
    world.ctx = person(600);
    expect((await itself(from("/activity/export", page))).status).toBe(200);
    world.ctx = person(601);
    expect((await ask("GET")).status).toBe(200);
  });
});

describe("a request that changes nothing", () => {
  it.each(["GET", "HEAD", "OPTIONS"])("may come from anywhere: %s", async (method) => {
    expect((await ask(method, { "sec-fetch-site": "cross-site" })).status).toBe(200);
  });
});
