import { describe, expect, it } from "vitest";
import { breachedPasswords, weaknessOf } from "@/lib/people/breached-passwords";

describe("little but own words", () => {
  it.each([
    ["seven characters more", "zenitron qzvwkjx", ["zenitron"]],
    ["nothing more", "zenitron", ["zenitron"]],
    ["the word in other letters and with signs in it", "ZENI-TRON.2026", ["Zenitron"]],
    ["a word and a longer one that holds it", "zenitron.zenitron", ["zen", "zenitron"]],
    ["the same, named in the other order", "zenitron.zenitron", ["zenitron", "zen"]],
    ["a word that is written with a sign", "anna-maria-2026", ["Anna-Maria"]],
  ])("%s", async (_what, password, own) => {
    expect(await weaknessOf(password, own)).toBe("own");
  });

  it.each([
    ["eight characters more", "zenitron qzvwkjxm", ["zenitron"]],
    ["words of two letters, which turn up by chance", "lingering linguini", ["li", "ng", "in"]],
    ["signs alone, whoever it is", "%&/()=?{[]}\\+*~#'", ["ada"]],
    ["a word that has no letter", "gravel otter lantern mosaic", ["--", ""]],
  ])("not %s", async (_what, password, own) => {
    expect(await weaknessOf(password, own)).toBeUndefined();
  });

  it("a short one is judged by the list, not by how little is left of it", async () => {
    expect(await weaknessOf("zenitro", ["zenitro"])).toBeUndefined();
  });
});

describe("a breached one", () => {
  it("is found as it stands on the list, signs and all", async () => {
    const list = await breachedPasswords();
    expect(list.has("p@ssw0rd") && !list.has("pssw0rd")).toBe(true);
    expect(await weaknessOf("P@ssw0rd", [])).toBe("listed");
    expect([...list].filter((word) => word !== word.toLowerCase())).toEqual([]);
  });

  it.each([
    "manchester20262026",
    "20262026manchester",
    "2026manchester2026",
    "1manchester2",
    "2man-chester2",
  ])("%s is one with decoration", async (password) => {
    expect(await weaknessOf(password, [])).toBe("decorated");
  });

  it.each([
    ["more than eight digits around it", "manchester202620261"],
    ["more than eight digits before it", "202620261manchester"],
    ["digits in the middle of it", "man2026chester"],
  ])("%s are no decoration", async (_what, password) => {
    expect(await weaknessOf(password, [])).toBeUndefined();
  });
});

describe("two known ones together", () => {
  it.each([
    ["two", "dragonstarwars", []],
    ["two, and a year", "dragon-starwars-2026", []],
    ["one that ends in digits", "dragonq1w2e3r4", []],
    ["one of three letters in front", "dogmanchester", []],
    ["one of three letters behind", "manchesterdog", []],
    ["one and a word about the person", "manchester-zenitron", ["zenitron"]],
    ["three times the same", "dragondragondragon", []],
    ["three times the same, of three letters", "dogdogdogdog", []],
    ["four times", "foxyfoxyfoxyfoxy", []],
  ])("%s", async (_what, password, own) => {
    expect(await weaknessOf(password, own)).toBe("joined");
  });

  it.each([
    ["a part of it is missing", "dragondragondrago"],
    ["what is repeated is not known", "zq8zq8zq8zq8"],
    ["only the first is known", "manchesterqzvwkjxm"],
    ["only the second is known", "qzvwkjxmmanchester"],
    ["what goes with it is two letters", "manchesterqz"],
  ])("not when %s", async (_what, password) => {
    expect(await weaknessOf(password, [])).toBeUndefined();
  });
});
