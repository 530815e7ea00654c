import type { Member } from "./support/fixtures";
import { beginWith, expect, test } from "./support/fixtures";
import { OWNER, signIn } from "./support/people";
import { rawRequest, type RawAnswer, type RawRequest } from "../support/raw-request";
import { captureAction } from "./support/replay";
import { serverLog } from "./support/server-log";
import type { Stack } from "./support/stack";

beginWith("app");

const cookiesOf = ({ storage }: Member) =>
  storage.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_BODY = { "content-type": "application/json" };
const MULTIPART = { "content-type": "multipart/form-data; boundary=----b" };

/** Sends each request and expects the status, in words, with the headers every answer of ours has. */
async function expectRefused(stack: Stack, sent: RawRequest[], status: number): Promise<void> {
  for (const one of sent) {
    const answer = await rawRequest(stack.origin, one);
    const what = `${one.method ?? "GET"} ${one.path}`;
    expect(answer.status, `${what}: ${answer.body.slice(0, 200)}`).toBe(status);
    expectPlainWords(answer, what);
  }
}

function expectPlainWords({ headers, body }: RawAnswer, what: string): void {
  expect(headers["content-type"], what).toBe("text/plain; charset=utf-8");
  expect(headers["x-content-type-options"], what).toBe("nosniff");
  expect(headers["cache-control"], what).toBe("no-store");
  expect(headers["referrer-policy"], what).toBe("no-referrer");
  expect(body.trim(), what).toMatch(/^[A-Z].{10,}\.$/);
}

let printedBefore = 0;
test.beforeAll(({ stack }) => {
  printedBefore = stack.output().length;
});

/** Everything the server has printed since is one JSON entry per line, and none of them is an error. */
async function expectCalmLog(stack: Stack): Promise<void> {
  const lines = await serverLog(stack, printedBefore);
  expect(lines.filter(({ level }) => ["error", "fatal"].includes(level))).toEqual([]);
}

test("an address that cannot be decoded, or holds NUL, is refused in words", async ({
  stack,
  owner,
}) => {
  const cookie = cookiesOf(owner);
  const paths = ["/apps/%00", "/apps/%ff", "/apps/%", "/apps/%ED%A0%80", "/apps/%00/scopes"];
  paths.push("/install/%00", "/install/a%ff", "/install/%ff/done", "/portals/%00", "/%00", "/%zz");
  paths.push(
    "/api/auth/%ff",
    "/api/auth/error?error=%00",
    "/portals?q=%00",
    "/activity?person=%00",
  );
  paths.push(
    "/activity/export?app=%00",
    "/oauth/callback?code=%00&state=x",
    "/login?callbackUrl=%00",
  );
  await expectRefused(
    stack,
    paths.map((path) => ({ path, headers: { cookie } })),
    400,
  );
  await expectCalmLog(stack);
});

test("odd but readable addresses are answered, and never with a failure", async ({
  stack,
  owner,
}) => {
  const cookie = cookiesOf(owner);
  const names = [
    "q",
    "cursor",
    "app",
    "status",
    "limit",
    "before",
    "person",
    "portal",
    "from",
    "to",
  ];
  const odd = ["%ff", "%zz", "%", "%ED%A0%80", "%e2%82%ac", "%0A", "9".repeat(40), "-1", "a&a=b"];
  const pages = ["/", "/portals", "/activity", "/apps", "/portals/connect", "/portals/import"];
  const paths = pages.flatMap((page) =>
    odd.map((value) => `${page}?${names.map((name) => `${name}=${value}`).join("&")}`),
  );
  paths.push("/apps/%25", "/apps/%0A", "/apps/a%2Fb", "/install/%E2%82%AC", "/apps/caf\u00e9");
  paths.push("/login?error=%E2%82%AC%0A", "/api/auth/signin?callbackUrl=%0A");
  paths.push("/api/auth/error?error=%0A", "/api/auth/error?error=%E2%82%AC");
  for (const path of paths) {
    const answer = await rawRequest(stack.origin, { path, headers: { cookie } });
    expect(answer.status, path).toBeLessThan(500);
  }
  await expectCalmLog(stack);
});

test("a form that cannot be read is refused in words", async ({ open, owner, stack, connect }) => {
  const page = await open(owner);
  const path = await connect(62515);
  await page.goto(path);
  const { headers } = await captureAction(page, () =>
    page.getByRole("button", { name: "Test call" }).click(),
  );
  await expect(page.getByRole("list", { name: "Test call" })).toBeVisible();

  const from = { cookie: cookiesOf(owner), origin: stack.origin };
  const action = { ...from, "next-action": headers["next-action"] ?? "" };
  const text = { ...action, "content-type": "text/plain;charset=UTF-8" };
  const part = (name: string, value: string) =>
    `------b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const post = (body: string, more: Record<string, string>) => ({
    method: "POST",
    path,
    body,
    headers: more,
  });
  await expectRefused(
    stack,
    [
      post("garbage", { ...from, ...MULTIPART }),
      post(part("a", "b"), { ...from, ...MULTIPART }),
      post("garbage", { ...from, "content-type": "multipart/form-data" }),
      post("garbage", { ...action, ...MULTIPART }),
      post("garbage", { ...action, "content-type": "multipart/form-data" }),
      post(`${part("0", "[")}------b--\r\n`, { ...action, ...MULTIPART }),
      post(`${part("0", '["$1:a:b","$K1"]')}------b--\r\n`, { ...action, ...MULTIPART }),
      post("", text),
      post("[", text),
      post("null", text),
      post('["$Q1","$F3"]', text),
    ],
    400,
  );
  const notAForm = await rawRequest(stack.origin, post("[1,2]", text));
  expect(notAForm.status).toBeLessThan(500);
  await expectCalmLog(stack);
  const told = (await serverLog(stack)).filter(({ msg }) => msg === "a form could not be read");
  expect(told.map(({ path }) => path)).toContain(path);
});

test("the sign-in endpoint refuses what it cannot read, and takes no log lines from strangers", async ({
  stack,
}) => {
  const origin = stack.origin;
  const post = (path: string, body: string, headers: Record<string, string>) => ({
    ...{ method: "POST", path: `/api/auth/${path}`, body, headers: { origin, ...headers } },
  });
  await expectRefused(stack, [post("callback/credentials", "{", JSON_BODY)], 415);
  await expectRefused(stack, [post("signout", '{"callbackUrl":{}}', JSON_BODY)], 415);
  const log = await rawRequest(origin, post("_log", "level=error&code=a-line-of-a-stranger", FORM));
  expect(log.status).toBeLessThan(500);
  await expectCalmLog(stack);
  expect(stack.output()).not.toContain("a-line-of-a-stranger");
});

test("a body larger than any form is refused before it is read, whichever way it comes", async ({
  stack,
}) => {
  const { origin } = stack;
  const megabyte = Buffer.alloc(1024 * 1024, "a");
  const pieces = () => Array.from({ length: 60 }, () => megabyte);
  for (const path of ["/api/auth/signout", "/login", "/portals/import", "/oauth/callback"]) {
    const headers = { origin, ...FORM };
    const known = { method: "POST", path, headers, body: Buffer.concat(pieces().slice(0, 8)) };
    const unknown = { method: "POST", path, headers, body: pieces() };
    await expectRefused(stack, [known, unknown], 413);
  }
  await expectCalmLog(stack);
});

test("a change without an origin is refused at every address", async ({ stack, owner }) => {
  const cookie = cookiesOf(owner);
  const refused = ["signout", "callback/credentials", "signin/credentials", "_log", "session"];
  const paths = [...refused.map((name) => `/api/auth/${name}`), "/login", "/portals"];
  const sites = ["", "cross-site", "none"].map((site): Record<string, string> =>
    site ? { "sec-fetch-site": site } : {},
  );
  for (const headers of sites) {
    await expectRefused(
      stack,
      paths.map((path) => ({
        ...{ method: "POST", path, body: "a=b", headers: { cookie, ...FORM, ...headers } },
      })),
      403,
    );
  }
});

test("signing out over next-auth's own address ends the session in the database too", async ({
  guard,
  open,
  owner,
  stack,
}) => {
  // The page stays open, and asks for what changed until it is told that its session is over.
  guard.allow(401, /^\/api\/live$/);
  expect(owner.name).toBe(OWNER.name);
  const page = await open();
  await page.goto("/login");
  await signIn(page, OWNER);
  const stolen = await page.context().storageState();
  const database = await stack.database();
  const ended = () =>
    database.count("AuditEvent", `action = 'session.ended' AND "targetLabel" = $1`, [OWNER.email]);
  const before = await ended();

  const address = await page.evaluate(async () => {
    const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, callbackUrl: "/login", json: "true" });
    const answer = await fetch("/api/auth/signout", { method: "POST", body });
    return `${answer.status} ${await answer.text()}`;
  });
  expect(address).toContain("200");
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  expect(cookies.filter((name) => name.includes("session"))).toEqual([]);
  expect(await ended()).toBe(before + 1);

  const thief = await open(undefined, { storageState: stolen });
  await thief.goto("/portals");
  await expect(thief).toHaveURL(/\/login/);
});

test("the answer to HubSpot's redirect keeps its address to itself", async ({ stack, owner }) => {
  for (const cookie of ["", cookiesOf(owner)]) {
    const answer = await rawRequest(stack.origin, {
      path: "/oauth/callback?code=a-code&state=a-state",
      headers: { cookie },
    });
    expect(answer.status).toBe(303);
    expect(answer.headers["referrer-policy"]).toBe("no-referrer");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers.location).not.toContain("a-code");
  }
  const strayed = await rawRequest(stack.origin, { path: "/login?code=a-code&state=a-state" });
  expect(strayed.headers["referrer-policy"]).toBe("no-referrer");
});
