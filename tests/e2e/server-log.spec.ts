import { beginWith, expect, test } from "./support/fixtures";
import { serverLog } from "./support/server-log";

beginWith("team");

test("a page that fails leaves one line in the log, under the reference that it shows", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  const database = await stack.database();
  await database.rows(`ALTER TABLE "ImportJob" RENAME TO "ImportJobAway"`);
  try {
    const answer = await page.request.get("/portals/import");
    expect(answer.status()).toBe(500);
    const requestId = answer.headers()["x-request-id"];
    const lines = (await serverLog(stack)).filter((line) => line["requestId"] === requestId);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      ...{ level: "error", msg: "request failed", method: "GET", path: "/portals/import" },
    });
    expect(JSON.stringify(lines[0]?.["err"])).toContain("ImportJob");
    const digest = String(lines[0]?.["digest"]);
    expect(digest).toMatch(/^\d+$/);
    expect(await answer.text()).toContain(digest);
  } finally {
    await database.rows(`ALTER TABLE "ImportJobAway" RENAME TO "ImportJob"`);
  }
  expect((await page.request.get("/portals/import")).status()).toBe(200);
});
