import { beforeEach, describe, expect, it } from "vitest";
import { BUILT_IN_VIEWS, isPlain, sameForm, viewSearch } from "@/lib/list-views/built-in";
import {
  deleteView,
  listViews,
  MOST_VIEWS,
  renameView,
  restoreView,
  saveView,
} from "@/lib/list-views/manage";
import { getListLook, setListLook } from "@/lib/list-views/preferences";
import {
  DEFAULT_LOOK,
  listLookInput,
  pageSizeInput,
  saveViewInput,
} from "@/lib/list-views/schemas";
import { eraseAbout } from "@/lib/personal-data/erase";
import { parsePortalListSearch } from "@/lib/portals/look-up/list-query";
import { expectRefused } from "../support/checks";
import { makeApp, makePerson, makePortal, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let one: MadePerson;
let other: MadePerson;

beforeEach(async () => {
  one = await makePerson(world(), "support");
  other = await makePerson(world(), "admin");
});

const save = (name: string, search = "status=degraded", by = one) =>
  saveView(by.ctx, saveViewInput.parse({ name, search }));
const names = async (by = one) => (await listViews(by.ctx)).map(({ name }) => name);
const idOf = async (name: string) =>
  (await listViews(one.ctx)).find((view) => view.name === name)?.id ?? "";

describe("views that somebody keeps", () => {
  it("are theirs alone, in the order they were saved, in the form in which links are written", async () => {
    await save(
      "  Mine\u0000  today ",
      "?sort=portal&status=revoked&status=degraded&cursor=abc&limit=50&x=1",
    );
    await save("Another");
    await save("Mine today", "q=acme", other);
    expect(await listViews(one.ctx)).toMatchObject([
      { name: "Mine today", search: "status=degraded&status=revoked&sort=portal" },
      { name: "Another", search: "status=degraded" },
    ]);
    expect(await names(other)).toEqual(["Mine today"]);
    const id = await idOf("Another");
    for (const act of [
      () => deleteView(other.ctx, id),
      () => renameView(other.ctx, { viewId: id, name: "Taken" }),
      () => restoreView(other.ctx, id),
    ])
      await expectRefused(act(), "not_found");
    expect(await names()).toEqual(["Mine today", "Another"]);
  });

  it("have names of their own, also after a rename", async () => {
    await save("One");
    await save("Two");
    const viewId = await idOf("Two");
    for (const act of [() => save("One"), () => renameView(one.ctx, { viewId, name: "One" })]) {
      const error = await expectRefused(act(), "invalid_input");
      expect(JSON.stringify(error.details)).toContain("You have a view of this name.");
    }
    await renameView(one.ctx, { viewId: await idOf("Two"), name: "Two" });
    await renameView(one.ctx, { viewId: await idOf("Two"), name: "Three" });
    expect(await names()).toEqual(["One", "Three"]);
    for (const name of ["", "   ", "x".repeat(61)])
      expect(saveViewInput.safeParse({ name, search: "" }).success).toBe(false);
  });

  it("come back where they stood when their deletion is undone, until the name is taken or a day is over", async () => {
    for (const name of ["A", "B", "C"]) await save(name);
    const [a, b] = [await idOf("A"), await idOf("B")];
    await deleteView(one.ctx, b);
    expect(await names()).toEqual(["A", "C"]);
    await expectRefused(deleteView(one.ctx, b), "not_found");
    await restoreView(one.ctx, b);
    expect(await names()).toEqual(["A", "B", "C"]);
    await expectRefused(restoreView(one.ctx, b), "not_found");

    await deleteView(one.ctx, b);
    await save("B");
    await expectRefused(restoreView(one.ctx, b), "not_found");
    await deleteView(one.ctx, a);
    world().clock.aheadMs += 86_400_001;
    await save("D");
    world().clock.aheadMs = 0;
    await expectRefused(restoreView(one.ctx, a), "not_found");
    expect(await names()).toEqual(["C", "B", "D"]);
  });

  it("are at most so many", async () => {
    await world().db.savedView.createMany({
      data: Array.from({ length: MOST_VIEWS }, (_, n) => ({
        ...{ personId: one.person.id, name: `View ${n}`, search: "" },
      })),
    });
    const error = await expectRefused(save("One more"), "invalid_input");
    expect(JSON.stringify(error.details)).toContain(String(MOST_VIEWS));
    await deleteView(one.ctx, await idOf("View 7"));
    await save("One more");
  });

  it("go with the person, and with an installer who is erased", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    const made = await makePortal(world(), { owner, app });
    const { installerEmail } = await world().db.portal.findUniqueOrThrow({
      where: { id: made.portal.id },
    });
    const email = installerEmail ?? "";
    await save("By address", new URLSearchParams({ q: email.toUpperCase() }).toString());
    await save(`Of ${email}`);
    await save("Of somebody else", "q=somebody@else.example");
    await eraseAbout(owner.ctx, { kind: "installer", email });
    expect(await names()).toEqual(["Of somebody else"]);
    await world().db.person.delete({ where: { id: one.person.id } });
    expect(await world().db.savedView.count({ where: { personId: one.person.id } })).toBe(0);
  });
});

describe("views that come with Portico", () => {
  it.each(BUILT_IN_VIEWS)("$name is written as links are", ({ search }) => {
    expect(sameForm(search)).toBe(search);
    expect(viewSearch(parsePortalListSearch(`${search}&limit=50&cursor=x`))).toBe(search);
    expect(isPlain(parsePortalListSearch(search))).toBe(search === "");
  });
});

describe("how a list looks", () => {
  it("is kept for each person, part by part", async () => {
    expect(await getListLook(one.ctx)).toEqual(DEFAULT_LOOK);
    await setListLook(one.ctx, pageSizeInput.parse({ pageSize: "100" }));
    await setListLook(
      one.ctx,
      listLookInput.parse({ columns: ["read", "status", "shoe_size"], density: "compact" }),
    );
    expect(await getListLook(one.ctx)).toEqual({
      ...{ columns: ["status", "read"], density: "compact", pageSize: 100 },
    });
    expect(await getListLook(other.ctx)).toEqual(DEFAULT_LOOK);
    await setListLook(one.ctx, listLookInput.parse({ density: "comfortable" }));
    expect(await getListLook(one.ctx)).toMatchObject({ columns: [], pageSize: 100 });
    for (const pageSize of ["7", "", "1e9", "NaN"])
      expect(pageSizeInput.safeParse({ pageSize }).success).toBe(false);
  });

  it("falls back where a later release wrote what this one does not know", async () => {
    await world().db.listPreference.create({
      data: {
        ...{ personId: one.person.id, list: "portals", columns: ["status", "mood"] },
        ...{ density: "airy", pageSize: 500 },
      },
    });
    expect(await getListLook(one.ctx)).toEqual({ ...DEFAULT_LOOK, columns: ["status"] });
  });
});
