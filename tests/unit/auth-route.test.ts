import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { AppError } from "@/lib/errors";

const ORIGIN = "http://localhost:3000";
const CLEARED = "portico.session=; Max-Age=0";

const world = vi.hoisted(() => ({
  /** Whether the form's token fits, and so next-auth signs out. */
  isTokenRight: true,
  asked: [] as string[],
  ended: [] as unknown[],
  failure: undefined as Error | undefined,
}));

vi.mock("@/lib/env", () => ({ getEnv: () => ({ origin: "http://localhost:3000" }) }));
vi.mock("@/lib/logger", () => ({ logger: { error: () => undefined } }));
vi.mock("@/lib/auth/options", () => ({ authOptions: () => ({}) }));
vi.mock("@/lib/auth/session", () => ({
  getViewer: () => Promise.resolve({ personId: "p-1" }),
  contextOf: (viewer: unknown) => Promise.resolve({ viewer }),
}));
vi.mock("@/lib/people/sessions", () => ({
  signOut(ctx: unknown) {
    if (world.failure) return Promise.reject(world.failure);
    world.ended.push(ctx);
    return Promise.resolve();
  },
}));
vi.mock("next-auth", () => ({
  default: (options: { events: { signOut: () => void } }) => (request: NextRequest) => {
    world.asked.push(request.nextUrl.pathname);
    const signsOut = request.nextUrl.pathname.endsWith("/signout") && world.isTokenRight;
    if (signsOut) options.events.signOut();
    return new Response("{}", { headers: signsOut ? { "set-cookie": CLEARED } : {} });
  },
}));

const FORM = { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" };

function post(action: string, headers: Record<string, string> = { ...FORM, origin: ORIGIN }) {
  const request = new NextRequest(`${ORIGIN}/api/auth/${action}`, {
    ...{ method: "POST", body: "csrfToken=a", headers },
  });
  return POST(request, { params: Promise.resolve({ nextauth: action.split("/") }) });
}

function get(action: string, query = "", headers: Record<string, string> = {}) {
  const request = new NextRequest(`${ORIGIN}/api/auth/${action}${query}`, { headers });
  return GET(request, { params: Promise.resolve({ nextauth: action.split("/") }) });
}

beforeEach(() => {
  Object.assign(world, { isTokenRight: true, asked: [], ended: [], failure: undefined });
});

describe("signing out over next-auth's own address", () => {
  it("ends the session in the database, as the menu does", async () => {
    const answer = await post("signout");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toBe(CLEARED);
    expect(world.ended).toEqual([{ viewer: { personId: "p-1" } }]);
  });

  it("ends nothing without the form's token, and signing in ends nothing", async () => {
    world.isTokenRight = false;
    await post("signout");
    await post("callback/credentials");
    expect(world.asked).toHaveLength(2);
    expect(world.ended).toEqual([]);
  });

  it("leaves the browser its cookie when the session could not be ended", async () => {
    world.failure = new Error("the database is away");
    const answer = await post("signout");
    expect(answer.status).toBe(500);
    expect(answer.headers.get("set-cookie")).toBeNull();
    world.failure = new AppError("rate_limited");
    expect((await post("signout")).status).toBe(429);
  });
});

describe("next-auth is not asked", () => {
  it.each([
    [{ ...FORM }],
    [{ ...FORM, origin: "http://evil.example" }],
    [{ ...FORM, origin: "null" }],
    [{ ...FORM, origin: ORIGIN, "sec-fetch-site": "cross-site" }],
  ])("by another site, or by nobody knows who: %j", async (headers) => {
    for (const action of ["signout", "callback/credentials", "_log"])
      expect((await post(action, headers)).status, action).toBe(403);
    expect(world.asked).toEqual([]);
  });

  it.each(["application/json", "multipart/form-data; boundary=b", "text/plain", ""])(
    "for a body of the type %j",
    async (type) => {
      const answer = await post("signout", { origin: ORIGIN, "content-type": type });
      expect(answer.status).toBe(415);
      expect(world.asked).toEqual([]);
    },
  );

  it("for what no page of ours asks, and its log is closed to strangers", async () => {
    for (const action of ["session", "signin/credentials", "constructor", "callback/other"])
      expect((await post(action)).status, action).toBe(404);
    for (const action of ["callback/credentials", "verify-request", "_log", "toString"])
      expect((await get(action)).status, action).toBe(404);
    expect((await get("error", "?error=%0A")).status).toBe(404);
    expect((await get("error", "?error=%E2%82%AC")).status).toBe(404);
    expect((await post("_log")).status).toBe(204);
    expect(world.asked).toEqual([]);
  });
});

describe("an address to go on to that is none", () => {
  it.each([
    "9",
    "%ff",
    "{}",
    "javascript:alert(1)",
    "http://[::1",
    "%2F%2F%5B",
    "%2Fa&callbackUrl=9",
  ])("is refused and never a failure: %s", async (text) => {
    for (const action of ["session", "csrf", "providers", "signin"])
      expect((await get(action, `?callbackUrl=${text}`)).status, action).toBe(400);
    expect((await post(`signout?callbackUrl=${text}`)).status).toBe(400);
    expect(world.asked).toEqual([]);
  });

  it("is refused from a cookie, too, and the cookie is dropped", async () => {
    for (const name of ["portico.return-to", "__Host-portico.return-to"]) {
      const answer = await get("csrf", "", { cookie: `${name}=9` });
      expect(answer.status).toBe(400);
      expect(answer.headers.get("set-cookie")).toContain(`${name}=; Max-Age=0`);
    }
    expect(world.asked).toEqual([]);
  });

  it("is no matter when it is one", async () => {
    for (const text of ["", "%2Fportals%3Fq%3Da", "http%3A%2F%2Flocalhost%3A3000%2F"])
      expect((await get("csrf", `?callbackUrl=${text}`)).status).toBe(200);
    const cookie = "portico.return-to=http%3A%2F%2Flocalhost%3A3000%2Fapps";
    expect((await get("csrf", "", { cookie })).status).toBe(200);
  });
});

it("next-auth is asked for what the sign-in page needs", async () => {
  for (const action of ["csrf", "providers", "session"])
    expect((await get(action)).status, action).toBe(200);
  expect((await get("error", "?error=rate_limited.30")).status).toBe(200);
  expect((await post("callback/credentials")).status).toBe(200);
  expect(world.asked).toHaveLength(5);
});
