import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Answers } from "./support/answers";
import { beginWith, expect, test, type Member } from "./support/fixtures";
import { addApp, portalBadge, SAMPLE_APP } from "./support/journey";
import { ADMIN, OWNER, SUPPORT } from "./support/people";
import { ROOT } from "./support/processes";
import { SETUP_TOKEN } from "./support/stack";

beginWith("app");

const sessionOf = ({ storage }: Member) =>
  storage.cookies.find(({ name }) => name.includes("session"))?.value ?? "";

/** Every script and style that a browser may load, whether a page of this test needs it or not. */
function scripts(): string[] {
  const folder = join(ROOT, ".next/static");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

test("no secret leaves the server in any page, log or table", async ({
  open,
  visit,
  owner,
  admin,
  support,
  sampleApp,
  stack,
  connect,
}) => {
  const page = await open(admin);
  const answers = await Answers.collect(page.context(), stack.origin);
  const marked = {
    name: "Marked App",
    clientId: "marked-app-client-id",
    secret: "marker-client-secret-5d1f0a",
    requiredScopes: "oauth",
    optionalScopes: "",
  };
  await addApp(page, marked);
  const portal = await connect(62515);
  await page.goto(portal);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
  await page.getByRole("button", { name: "Test call" }).click();
  await expect(page.getByRole("list", { name: "Test call" })).toBeVisible();
  const ended = await connect(62516);
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

  const read: string[] = [];
  for (const member of [owner, admin, support]) {
    const request = await visit(member);
    const pages = [
      "/",
      "/portals",
      portal,
      ended,
      "/apps",
      sampleApp,
      "/apps/marked-app",
      "/apps/marked-app/settings",
      "/apps/marked-app/credentials",
    ];
    for (const address of [
      ...pages,
      "/activity",
      "/team",
      "/settings",
      "/settings/system",
      "/login",
    ]) {
      // As a page, and as the payload of a navigation inside the console.
      for (const [name, value] of [
        ["accept", "text/html"],
        ["rsc", "1"],
      ] as const) {
        const answer = await request.get(address, { headers: { [name]: value } });
        const text = await answer.text();
        // A refusal inside a navigation is a payload like any other.
        if (address === "/settings/system" && member === support)
          expect(text).not.toContain("Encryption keys");
        else expect(answer.status(), address).toBe(200);
        read.push(text);
      }
    }
    const exported = await request.get("/activity/export");
    expect(exported.status()).toBe(member === support ? 403 : 200);
    read.push(await exported.text());
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
  const seen = [await answers.text(), ...read, ...scripts()].join("\n");
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
