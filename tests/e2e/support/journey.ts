import { expect, type Page } from "@playwright/test";

/** The app that every simulator knows from its start. */
export const SAMPLE_APP = {
  name: "Sample App",
  clientId: "11111111-2222-4333-8444-555555555555",
  secret: "99999999-8888-4777-8666-555555555555",
  requiredScopes: "oauth crm.objects.contacts.read",
  optionalScopes: "crm.objects.companies.read content",
};

export type AppInput = typeof SAMPLE_APP;

/** Fills the app form; the redirect URI is there already. */
export async function fillApp(page: Page, app: AppInput): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(app.name);
  await page.getByLabel("Client ID").fill(app.clientId);
  await page.getByLabel("Client secret").fill(app.secret);
  await page.getByLabel("Required scopes").fill(app.requiredScopes);
  await page.getByLabel("Optional scopes").fill(app.optionalScopes);
}

/** Adds an app. @returns the path of its page */
export async function addApp(page: Page, app: AppInput = SAMPLE_APP): Promise<string> {
  await page.goto("/apps/new");
  await fillApp(page, app);
  await page.getByRole("button", { name: "Save app" }).click();
  await page.waitForURL(/\/apps\/[a-z0-9-]+\?saved=new$/);
  await expect(page.getByRole("heading", { level: 1, name: app.name })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** From the console to HubSpot's consent page. */
export async function goToConsent(page: Page, app = SAMPLE_APP.name): Promise<void> {
  await page.goto("/portals/connect");
  await page.getByLabel("App", { exact: true }).selectOption({ label: app });
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await page.waitForURL(/\/oauth\/authorize\?/);
}

/** Gives consent on HubSpot's page and waits for the result in the console. */
export async function consent(page: Page, hubId: number): Promise<void> {
  await page.getByLabel("Choose account").selectOption(String(hubId));
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.waitForURL(/\/portals\/connect\/[0-9a-f-]{36}$/);
}

/** Connects a portal through the real consent page. @returns the path of its page */
export async function connectPortal(
  page: Page,
  hubId: number,
  app = SAMPLE_APP.name,
): Promise<string> {
  await goToConsent(page, app);
  await consent(page, hubId);
  const link = page.getByRole("link", { name: /^Open / });
  await expect(link).toBeVisible();
  const path = await link.getAttribute("href");
  if (!path?.startsWith("/portals/")) throw new Error("the result leads to no portal");
  return path;
}

/** The status badge in the page's header. */
export function portalBadge(page: Page, words: string) {
  return page.locator("main header").getByText(words, { exact: true });
}
