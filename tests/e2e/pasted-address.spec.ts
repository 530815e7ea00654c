import { expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { fillApp, SAMPLE_APP } from "./support/journey";

beginWith("app");

const ELSEWHERE = "https://www.example.com/hubspot/callback";
const APP = {
  ...SAMPLE_APP,
  name: "Elsewhere App",
  clientId: "22222222-3333-4444-8555-666666666666",
};

test("a redirect URI that lives elsewhere is finished by pasting its address", async ({
  open,
  owner,
  stack,
}) => {
  await stack.control.putApp({
    clientId: APP.clientId,
    clientSecret: APP.secret,
    appId: 424242,
    redirectUris: [ELSEWHERE],
    requiredScopes: APP.requiredScopes.split(" "),
    optionalScopes: APP.optionalScopes.split(" "),
  });
  const page = await open(owner);
  await page.goto("/apps/new");
  await fillApp(page, APP);
  await page.getByLabel("Redirect URI").fill(ELSEWHERE);
  await page.getByRole("button", { name: "Save app" }).click();
  await page.waitForURL(/\/apps\/elsewhere-app\?saved=new$/);

  await page.goto("/portals/connect?app=elsewhere-app");
  await expect(page.getByText("This app's redirect URI points somewhere else")).toBeVisible();
  const hub = page.getByLabel("Hub ID, if known");
  await hub.fill("not a number");
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await expect(hub).toHaveAccessibleDescription(/is a number/);
  await hub.fill("62515");
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  const link = page.getByRole("link", { name: "Open HubSpot’s consent page" });
  await expect(link).toHaveAttribute("target", "_blank");
  await expectAccessible(page, "pasting an address");
  const asked = new URL((await link.getAttribute("href")) ?? "");
  expect(asked.pathname).toBe("/oauth/62515/authorize");

  const query = asked.searchParams;
  const { redirectTo } = await stack.control.authorize({
    clientId: APP.clientId,
    hubId: 62515,
    redirectUri: ELSEWHERE,
    scope: query.get("scope") ?? "",
    optionalScope: query.get("optional_scope") ?? undefined,
    state: query.get("state") ?? undefined,
    codeChallenge: query.get("code_challenge") ?? undefined,
  });

  const field = page.getByLabel("Redirected address or code");
  const finish = page.getByRole("button", { name: "Finish connection" });
  await field.fill(`${redirectTo}x`);
  await finish.click();
  await expect(field).toHaveAccessibleDescription(/another attempt/);
  await field.fill(redirectTo.replace("www.example.com", "evil.example"));
  await finish.click();
  await expect(field).toHaveAccessibleDescription(/not the redirect URI/);
  await field.fill(redirectTo);
  await finish.click();
  await page.waitForURL(/\/portals\/connect\/[0-9a-f-]{36}$/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("acme.example is connected");
  await expect(main).toContainText("with a pasted address");
  const code = new URL(redirectTo).searchParams.get("code") ?? "none";
  expect(await page.content()).not.toContain(code);
});
