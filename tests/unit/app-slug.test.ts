import { expect, it } from "vitest";
import { appSlug } from "@/lib/hubspot-apps/app-slug";

const isSlug = (text: unknown) => appSlug.safeParse(text).success;

it.each(["acme", "acme-2", "app-new", "a".repeat(48), `${"a".repeat(48)}-1000`, "ends-"])(
  "%s may be the name of an app in an address",
  (slug) => expect(isSlug(slug)).toBe(true),
);

it.each([
  "",
  "Acme",
  "a b",
  "a/b",
  "a\0",
  "\ud800",
  "%00",
  "caf\u00e9",
  "a".repeat(65),
  undefined,
  ["a"],
])("%j is the address of nothing", (slug) => expect(isSlug(slug)).toBe(false));
