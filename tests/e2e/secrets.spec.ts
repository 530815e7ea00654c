import { Answers } from "./support/answers";
import { expect, test, type Member } from "./support/fixtures";
import { addApp, connectPortal, portalBadge, SAMPLE_APP } from "./support/journey";
import { ADMIN, OWNER, SUPPORT } from "./support/people";
import { SETUP_TOKEN } from "./support/stack";

test.use({ world: "secrets" });

const sessionOf = ({ storage }: Member) =>
  storage.cookies.find(({ name }) => name.includes("session"))?.value ?? "";

test("no secret leaves the server in any page, log or table", async ({
  open,
  owner,
  admin,
  support,
  sampleApp,
  stack,
}) => {
  test.setTimeout(180_000);
  const answers: Answers[] = [];
  const exports: string[] = [];
  const watched = async (member: Member) => {
    const page = await open(member);
    answers.push(await Answers.collect(page.context(), stack.origin));
    return page;
  };
  const page = await watched(admin);
  const marked = {
    name: "Marked App",
    clientId: "marked-app-client-id",
    secret: "marker-client-secret-5d1f0a",
    requiredScopes: "oauth",
    optionalScopes: "",
  };
  await addApp(page, marked);
  const portal = await connectPortal(page, 62515);
  await page.goto(portal);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
  await page.getByRole("button", { name: "Test call" }).click();
  await expect(page.getByRole("list", { name: "Test call" })).toBeVisible();
  const ended = await connectPortal(page, 62516);
  await page.goto(ended);
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Type the portal's domain to confirm").fill("globex.example");
  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(portalBadge(page, "Revoked")).toBeVisible();
  await stack.control.revokeGrants({ hubId: 62515, clientId: SAMPLE_APP.clientId });
  await page.goto(portal);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(portalBadge(page, "Needs reconnect")).toBeVisible();

  for (const member of [owner, admin, support]) {
    const reader = await watched(member);
    const pages = ["/", "/portals", portal, ended, "/apps", sampleApp, "/apps/marked-app"];
    for (const address of [...pages, "/activity", "/team", "/settings", "/login"]) {
      await reader.goto(address);
      await expect(reader.getByRole("heading", { level: 1 })).toBeVisible();
    }
    if (member === support) continue;
    const download = reader.waitForEvent("download");
    await reader.goto("/activity");
    await reader.getByRole("link", { name: "Export CSV" }).click();
    await (await download).delete();
    const exported = await reader.request.get("/activity/export");
    exports.push(await exported.text());
  }

  const state = await stack.control.state();
  const cookies = (await page.context().cookies()).map(({ value }) => value);
  const secrets = {
    "client secret": [SAMPLE_APP.secret, marked.secret],
    password: [OWNER, ADMIN, SUPPORT].map(({ password }) => password),
    "setup token": [SETUP_TOKEN],
    session: [owner, admin, support].map(sessionOf),
    cookie: cookies.filter((value) => value.length >= 20),
    "refresh token": state.refreshTokens.map(({ token }) => token),
    "access token": state.accessTokens.map(({ token }) => token),
    code: state.codes.map(({ code }) => code),
  };
  const texts = await Promise.all(answers.map((one) => one.text()));
  const seen = [...texts, ...exports].join("\n");
  expect(seen).not.toContain("unread: ");
  const database = await (await stack.database()).dump();
  const places = { database, log: stack.output(), answers: seen };
  for (const [kind, values] of Object.entries(secrets)) {
    expect(values.length, kind).toBeGreaterThan(0);
    for (const value of values) {
      expect(value.length, kind).toBeGreaterThanOrEqual(16);
      for (const [place, text] of Object.entries(places)) {
        expect(text.length, place).toBeGreaterThan(100);
        expect(text.includes(value), `a ${kind} stands in the ${place}`).toBe(false);
      }
    }
  }
});
