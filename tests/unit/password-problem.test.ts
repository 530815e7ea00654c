import { dictionary } from "@zxcvbn-ts/language-common";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { breachedPasswords, weaknessOf } from "@/lib/people/breached-passwords";
import { passwordProblem } from "@/lib/people/password-problem";

const GOOD = "gravel otter lantern mosaic";
const about = {
  email: "ada.lovelace@team.example",
  name: "Ada Lovelace",
  origin: "https://portico.zenitron.example",
};
const GUESSABLE = /easy to guess/;
const OWN = /your name or address, your company or this product/;
const LISTED = /known from data breaches, so/;
const DECORATED = /known from data breaches with digits or signs/;
const JOINED = /one or two that are known from data breaches/;

describe("which passwords may be used", () => {
  it.each([
    GOOD,
    "Vj8#qLz2!mWx9$pT",
    "мой длинный пароль ёжик",
    "馬 電池 正しい ホッチキス 鉛筆 窓 机 椅子",
    `${GOOD} `.repeat(9),
    "Ada paints gravel otters",
    "gravel otter la",
    `${GOOD} `.repeat(10).slice(0, 256),
    // Three in zxcvbn's scale, the least that is taken.
    "kyjqwbmpkyjqwbmp",
  ])("%s", async (password) => {
    expect(await passwordProblem(password, about)).toBeUndefined();
  });

  it.each([
    ["empty", "", /15 characters/],
    ["14 characters", "gravel otter l", /15 characters/],
    ["257 characters", "gravel otter lantern mosaic ".repeat(10).slice(0, 257), /256 characters/],
    ["keyboard", "qwertyuiopasdfghjkl;", JOINED],
    ["repeated words", "xyzxyzxyzxyzxyzxyz", GUESSABLE],
    ["repeated", "aaaaaaaaaaaaaaaaaaaa", GUESSABLE],
    ["two in zxcvbn's scale", "kyjqwbmkyjqwbmkyjqwbm", GUESSABLE],
    ["repeated for a hundred characters, whatever follows", `${"a".repeat(100)}${GOOD}`, GUESSABLE],
    ["counting", "123456789012345678", JOINED],
    ["the own address", "ada.lovelace@team.example", OWN],
    ["the own name and a year", "Ada-Lovelace-2026!", OWN],
    ["the product", "porticoporticoportico", OWN],
    ["the company", "Zenitron-Portico-1", OWN],
    ["the company and a breached one", "zenitron production", JOINED],
    ["breached", "polniypizdec0211", LISTED],
    ["breached, in capitals", "PasswordStandard", LISTED],
    ["breached, in full-width letters", "ｐａｓｓｗｏｒｄｓｔａｎｄａｒｄ", LISTED],
    ["breached, spaced out", "q1w2 e3r4 t5y6 u7i8", LISTED],
    ["breached, with a year and signs", "Liverpool2019!!!!", DECORATED],
    ["breached, after signs", "!!2019-Manchester", DECORATED],
    ["breached, twice", "Manchester Manchester", JOINED],
    ["breached, three times", "dragon-dragon-dragon", JOINED],
    ["two breached", "dragon.starwars!", JOINED],
  ])("not: %s", async (_name, password, reason) => {
    expect(await passwordProblem(password, about)).toMatch(reason);
  });

  it("goes by a dictionary and the places of keys from the first password of a process on", async () => {
    vi.resetModules();
    const fresh = await import("@/lib/people/password-problem");
    expect(await fresh.passwordProblem("otterotterlantern")).toMatch(GUESSABLE);
    expect(await fresh.passwordProblem("ertyuiop[]asdfgh")).toMatch(GUESSABLE);
  });

  it("knows of nobody whom it is not told of", async () => {
    const password = "zenitron lovelace";
    expect(await passwordProblem(password)).toBeUndefined();
    expect(await passwordProblem(password, { name: "Ada Lovelace" })).toBeUndefined();
    expect(await passwordProblem(password, { ...about, email: "" })).toMatch(OWN);
    expect(await passwordProblem("HubSpot.Portico.2026")).toMatch(OWN);
  });

  it("weighs own words among others as a guesser would", async () => {
    const password = "lovelacelovelace kyjqwb";
    expect(await passwordProblem(password)).toBeUndefined();
    expect(await passwordProblem(password, { name: "Ada Lovelace" })).toMatch(OWN);
  });

  it("counts characters, not bytes", async () => {
    expect(await passwordProblem("\u{1f600}".repeat(8))).toMatch(/15 characters/);
  });
});

describe("the list of breached passwords", () => {
  it("holds tens of thousands, each refused as it is, whatever the case", async () => {
    const list = [...(await breachedPasswords())];
    expect(list.length).toBeGreaterThan(40_000);
    for (const password of list.slice(0, 3000)) {
      expect(await weaknessOf(password.toUpperCase(), []), password).toBe("listed");
    }
  });

  it("refuses the 3,000 commonest words in the ways that make them long enough", async () => {
    const words = [...(await breachedPasswords())].filter((word) => /^[a-z]{7,}$/.test(word));
    expect(words.length).toBeGreaterThan(3000);
    for (const [at, word] of words.slice(0, 3000).entries()) {
      const ways = [`${word}${word}${word}`, `${word}-2026-!!`, `${word} ${words[at + 1]}`];
      for (const way of ways) expect(await passwordProblem(way), way).toMatch(/data breaches/);
    }
  });

  it("leaves four words drawn by dice alone", async () => {
    const word = fc.constantFrom(...dictionary["diceware-common"].filter((w) => w.length > 3));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word, { minLength: 4, maxLength: 4 }), async (words) => {
        expect(await weaknessOf(words.join(" "), [])).toBeUndefined();
      }),
      { numRuns: 2000, seed: 51 },
    );
  });
});
