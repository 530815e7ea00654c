import { describe, expect, it } from "vitest";
import { rarePart } from "@/lib/portals/look-up/search-text";

const sample = Array.from(
  { length: 500 },
  (_none, n) => `customer-${n}.example.com\nperson-${n * 7}@customer-${n}.example.com`,
);

describe("the part of a text that is looked up", () => {
  it.each([
    ["customer-4242.example", "r-4242."],
    ["person-42@customer", "n-42@"],
    ["acme.example.com", "acme."],
    ["kunde-é😀-7.example", "kunde-é😀"],
  ])("of %s is %s: what few portals share", (text, part) => {
    expect(rarePart(text, sample)).toBe(part);
  });

  it.each([
    ["nearly all portals share", "customer"],
    ["no portal has", "zzzz"],
    ["is no longer than what is looked up", "424"],
    ["has no word", "--.."],
    ["is empty", ""],
  ])("is all of one that %s", (_what, text) => {
    expect(rarePart(text, sample)).toBeNull();
  });

  it("is all of any, where nothing is known of the portals", () => {
    expect(rarePart("customer-4242.example", [])).toBeNull();
  });
});
