import { beginWith, expect, test } from "./support/fixtures";
import { signIn } from "./support/people";

beginWith("app");

const GRETA = {
  name: "Greta German",
  email: "greta@team.example",
  password: "velvet canyon thimble orchard",
};

test("a person chooses a language and a time zone, and has them in every session", async ({
  hire,
  open,
  connect,
}) => {
  await connect(62515);
  const page = await open(await hire(GRETA, "support"));
  await page.goto("/settings");
  const form = page.locator("#reading");
  await expect(form.getByLabel("Language")).toHaveValue("");
  await form.getByLabel("Language").selectOption("Deutsch");
  await form.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await form.getByRole("button", { name: "Save language and time zone" }).click();
  await expect(form.getByRole("status")).toHaveText("Ihre Auswahl ist gespeichert.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Einstellungen");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page).toHaveTitle("Einstellungen · Portico");
  await page.goto("/portals");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Portale");
  await expect(page.locator("time").first()).toHaveAttribute(
    "title",
    /\d\d\.\d\d\.\d{4}, .* GMT\+9/,
  );

  const another = await open(undefined, { locale: "fr-FR" });
  await another.goto("/login");
  await expect(another.locator("html")).toHaveAttribute("lang", "en");
  await signIn(another, GRETA);
  await expect(another.getByRole("heading", { level: 1 })).toHaveText("Übersicht");
});

test("somebody with a German browser signs in in German, and reads in German why that failed", async ({
  open,
  guard,
}) => {
  guard.allow(401, /^\/api\/auth\/callback\/credentials$/);
  const page = await open(undefined, { locale: "de-DE" });
  await page.goto("/portals");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByLabel("E-Mail").fill("nobody@team.example");
  await page.getByLabel("Passwort", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await expect(page.getByText("E-Mail oder Passwort stimmt nicht.")).toBeVisible();
});
