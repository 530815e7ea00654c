import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";

const ORIGIN = "http://localhost:3000";
const world = vi.hoisted(() => ({
  asked: [] as string[],
  refused: undefined as Error | undefined,
  runs: 0,
}));

vi.mock("@/lib/env", () => ({ getEnv: () => ({ origin: "http://localhost:3000" }) }));
vi.mock("@/lib/logger", () => ({ logger: { error: () => undefined } }));
vi.mock("@/lib/auth/session", () => ({
  requireActor(permission: string) {
    world.asked.push(permission);
    return world.refused ? Promise.reject(world.refused) : Promise.resolve({});
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
  Object.assign(world, { asked: [], refused: undefined, runs: 0 });
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
