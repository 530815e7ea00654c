import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { connectPortal } from "./support/journey";

beginWith("app");

test("support asks for a reconnect and writes a note, and hears what became of it", async ({
  open,
  owner,
  support,
}) => {
  const page = await open(owner);
  const portal = await connectPortal(page, 62515);
  const other = await open(support);
  await other.goto(portal);
  await other.getByRole("button", { name: "Ask for a reconnect" }).click();
  const dialog = other.getByRole("alertdialog");
  await dialog.getByLabel("Why").fill("Ticket 4711: <b>they</b> see nothing new");
  await expectAccessible(other, "the dialog that asks");
  await dialog.getByRole("button", { name: "Ask for a reconnect" }).click();
  await expect(other.getByText(/You asked for a reconnect/)).toBeVisible();
  await expect(other.getByRole("button", { name: "Ask for a reconnect" })).toBeHidden();

  const notes = other.getByRole("list", { name: "Notes" });
  await other.getByLabel("New note").fill("Two lines\n<script>alert(1)</script>");
  await other.getByRole("button", { name: "Add note" }).click();
  await expect(notes).toContainText("<script>alert(1)</script>");
  await expect(other.getByLabel("New note")).toHaveValue("");
  await expectAccessible(other, "a portal with a request and a note", BOTH);

  await page.goto("/");
  const asked = page.getByRole("region", { name: "Asked for" });
  await expect(asked).toContainText("Ticket 4711: <b>they</b> see nothing new");
  await expect(asked.getByRole("link", { name: "Reconnect acme.example" })).toBeVisible();
  await expectAccessible(page, "an overview with a request", BOTH);
  await asked.getByRole("link", { name: "acme.example", exact: true }).click();
  await page.waitForURL(`**${portal}`);

  await page.getByRole("button", { name: "Edit who looks after acme.example" }).click();
  const edit = page.getByRole("alertdialog");
  await edit.getByLabel("Person").selectOption({ label: support.name });
  await edit.getByLabel("Tags").fill("VIP, beta, vip");
  await expectAccessible(page, "the dialog of who looks after it");
  await edit.getByRole("button", { name: "Save" }).click();
  const tags = page.getByRole("list", { name: "Tags" });
  await expect(tags.getByRole("listitem")).toHaveText(["beta", "vip"]);
  // Of somebody else: an admin may take it away, and not put words into their mouth.
  await expect(page.getByRole("button", { name: "Delete note" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit note" })).toBeHidden();

  await expect(page.getByRole("region", { name: "Looked up by" })).toContainText(support.name);

  await page.getByRole("button", { name: "Not needed" }).click();
  await expect(page.getByRole("button", { name: "Not needed" })).toBeHidden();
  await other.reload();
  await expect(other.getByText(`${owner.name} answered: a reconnect is not needed`)).toBeVisible();
  await other.getByRole("button", { name: "Edit note" }).click();
  await other.getByRole("alertdialog").getByLabel("Text").fill("One line");
  await other.getByRole("button", { name: "Save note" }).click();
  await expect(notes).toContainText("One line");
  await expect(notes).toContainText("edited");
});
