import pg from "pg";
import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge } from "./support/journey";
import { serverLog } from "./support/server-log";
import type { Stack } from "./support/stack";

beginWith("app");

/** A database of a stack that refuses things, and a way to take that back. */
async function spoil(stack: Stack, option: string) {
  const url = await stack.databaseUrl();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const name = new URL(url).pathname.slice(1);
  const change = async (words: string) => {
    await client.query(`ALTER DATABASE ${name} ${words}`);
    await client.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE datname = '${name}' AND application_name LIKE 'portico%'`,
    );
  };
  await change(option);
  return async (undo: string) => {
    await client.query("SET default_transaction_read_only = off");
    await change(undo);
    await client.end();
  };
}

test("a read-only database shows what it holds, and says that it takes no changes", async ({
  open,
  owner,
  support,
  stack,
  connect,
  guard,
}) => {
  guard.allow(401, /\/callback\/credentials$/);
  const path = await connect(62515);
  const page = await open(owner);
  const reader = await open(support);
  const database = await stack.database();
  await database.rows(`UPDATE "Session" SET "lastSeenAt" = now() - interval '5 minutes'`);
  const mend = await spoil(stack, "SET default_transaction_read_only = on");
  try {
    for (const place of [path, "/", "/portals", "/activity", "/apps", "/team", "/settings"]) {
      await reader.goto(place);
      await expect(reader.getByRole("heading", { level: 1 })).not.toContainText("could not");
    }
    await reader.goto(path);
    await expect(portalBadge(reader, "Connected")).toBeVisible();
    // Opened only now: a page that takes up a change while its connection is cut says that instead.
    await page.goto(path);
    await page.getByRole("button", { name: "Refresh now" }).click();
    await expect(page.getByText("it is read-only")).toBeVisible();
    const ready = await page.request.get("/api/health/ready");
    expect(ready.status()).toBe(200);
    expect(await ready.json()).toMatchObject({
      checks: { database: true },
      details: { databaseWritable: false },
    });
    const stranger = await open();
    await stranger.goto("/login");
    await stranger.getByLabel("Email").fill(owner.email);
    await stranger.getByLabel("Password", { exact: true }).fill(owner.password);
    await stranger.getByRole("button", { name: "Sign in" }).click();
    await expect(stranger.getByText("Portico could not sign you in")).toBeVisible();
  } finally {
    await mend("RESET default_transaction_read_only");
  }
  // What the server wrote about all this holds nothing of what was sent.
  expect(JSON.stringify(await serverLog(stack))).toContain("read-only transaction");
  const cookies = [owner, support].flatMap(({ storage }) => storage.cookies);
  for (const secret of [owner.password, ...cookies.map(({ value }) => value)])
    expect(stack.output()).not.toContain(secret);
  await page.goto(path);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
});

test("a database without a free connection is named, and the page is there again by itself", async ({
  open,
  owner,
  stack,
  connect,
  guard,
}) => {
  // Each page that fails is an error on the console too.
  guard.ignore(stack.origin);
  const path = await connect(62515);
  const page = await open(owner);
  await page.goto(path);
  const mend = await spoil(stack, "CONNECTION LIMIT 0");
  try {
    await page.getByRole("link", { name: "Apps", exact: true }).click();
    const title = "Portico cannot reach its database just now";
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    expect((await page.goto("/portals"))?.status()).toBe(500);
    await expect(page.getByText("The server cannot reach its database just now")).toBeVisible();
    expect((await page.request.get("/api/health/live")).status()).toBe(200);
    expect((await page.request.get("/api/health/ready")).status()).toBe(503);
    const file = await page.request.get("/activity/export");
    expect([file.status(), file.headers()["retry-after"]]).toEqual([503, "5"]);
    expect(await file.json()).toMatchObject({ code: "unavailable" });
    const back = await page.request.get("/oauth/callback?code=a&state=b", { maxRedirects: 0 });
    expect(back.status()).toBe(303);
  } finally {
    await mend("CONNECTION LIMIT -1");
  }
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Portals" })).toBeVisible();
  for (const { level } of await serverLog(stack)) expect(level).not.toBe("fatal");
});
