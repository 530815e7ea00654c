import { expect, type Page } from "@playwright/test";
import { SETUP_TOKEN } from "./stack";

export interface Person {
  name: string;
  email: string;
  password: string;
}

export const OWNER: Person = {
  name: "Olivia Owner",
  email: "olivia@team.example",
  password: "copper lantern drifting westward",
};
export const ADMIN: Person = {
  name: "Adam Admin",
  email: "adam@team.example",
  password: "velvet harbour counting sparrows",
};
export const SUPPORT: Person = {
  name: "Sue Support",
  email: "sue@team.example",
  password: "marble orchard whistling kettle",
};

/** The whole first step of a new installation, through its one-time link. */
export async function setUp(page: Page, person: Person = OWNER): Promise<void> {
  await page.goto(`/setup#token=${SETUP_TOKEN}`);
  await expect(page.getByLabel("Setup token")).toHaveValue(SETUP_TOKEN);
  await page.getByLabel("Name", { exact: true }).fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create owner account" }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** Makes an invitation on the team page. @returns the one-time link */
export async function invite(
  page: Page,
  email: string,
  role: "owner" | "admin" | "support",
): Promise<string> {
  await page.goto("/team");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption(role);
  await page.getByRole("button", { name: "Invite person" }).click();
  await expect(page.getByText(`Send this link to ${email}`)).toBeVisible();
  return readLink(page);
}

/** The one-time link on the screen. */
export async function readLink(page: Page): Promise<string> {
  const link = await page.getByText(/\/join#token=/).textContent();
  if (!link) throw new Error("no link is shown");
  return link.trim();
}

/** Follows an invitation in a browser of its own. */
export async function join(page: Page, link: string, person: Person): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Name", { exact: true }).fill(person.name);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL((url) => url.pathname === "/");
}
