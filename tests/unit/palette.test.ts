import { describe, expect, it } from "vitest";
import { paletteGroups } from "@/app/(console)/_palette/palette-items";
import { matchPlaces, placesFor } from "@/app/(console)/_palette/places";
import { builtIn } from "@/lib/auth/roles";
import type { Found } from "@/lib/find/found";
import { sayIn } from "@/lib/say/say";

const PORTAL: Found = {
  kind: "portal",
  href: "/portals/1",
  label: "acme.example",
  detail: "62515",
  status: "connected",
  acts: [
    { label: "Refresh now", act: "refresh", portalId: "1", seenVersion: 3 },
    { label: "Show its activity", href: "/activity?portal=1" },
  ],
};
const DOCUMENT: Found = {
  kind: "document",
  href: "/docs/api#a-token",
  label: "A token",
  detail: "API for services",
  acts: [],
};
const APP: Found = { kind: "app", href: "/apps/acme", label: "Acme", detail: "id", acts: [] };

describe("the palette", () => {
  it("offers each role the places it may go to, and no other", () => {
    const hrefs = (role: "support" | "owner") =>
      placesFor(builtIn(role), sayIn("en")).map(({ href }) => href);
    expect(hrefs("support")).toEqual([
      "/",
      "/portals",
      "/portals?status=needs_reconnect",
      "/apps",
      "/activity",
      "/team",
      "/settings/roles",
      "/docs",
      "/settings",
      "/settings/security",
    ]);
    expect(hrefs("owner")).toContain("/settings/system");
  });

  it("finds a place by all the words typed, in any order, and by words people use for it", () => {
    const labels = (text: string) =>
      matchPlaces(placesFor(builtIn("owner"), sayIn("en")), text).map(({ label }) => label);
    expect(labels("customer install")).toEqual(["Connect portal"]);
    expect(labels("audit")).toEqual(["Activity"]);
    expect(labels("nothing like it")).toEqual([]);
  });

  it("puts recent things first while nothing is typed, and what was found first afterwards", () => {
    const places = placesFor(builtIn("owner"), sayIn("en"));
    const recent = [{ href: "/portals/9", label: "globex.example" }];
    const titles = (text: string) =>
      paletteGroups(text, places, recent, text ? [APP, DOCUMENT, PORTAL] : [], sayIn("en")).map(
        ({ title }) => title,
      );
    expect(titles("")).toEqual(["Recent", "Do", "Go to"]);
    expect(titles("acme")).toEqual(["Portals", "Apps", "With acme.example", "Documentation"]);
  });

  it("names whose acts they are, and tells acts from places", () => {
    const groups = paletteGroups("62515", [], [], [PORTAL], sayIn("en"));
    expect(groups.at(-1)?.items).toMatchObject([
      { label: "Refresh now", refresh: { portalId: "1", seenVersion: 3 } },
      { label: "Show its activity", href: "/activity?portal=1" },
    ]);
  });
});
