import { describe, expect, it } from "vitest";
import { scopeCatalogue } from "@/lib/hubspot/scopes";
import { de as customerDe } from "@/lib/words/customer/de";
import { en as customerEn } from "@/lib/words/customer/en";
import { customerSay } from "@/lib/words/customer-words";
import { de as failureDe } from "@/lib/words/failure/de";
import { en as failureEn } from "@/lib/words/failure/en";
import { failureSay } from "@/lib/words/failure-words";
import { pickLocale, PSEUDO_LOCALE, type AnyLocale, type Wishes } from "@/lib/words/locales";
import { slotsOf, type Catalogue, type Message } from "@/lib/words/message";
import { speak } from "@/lib/words/speak";
import { pseudoCatalogue, pseudoText } from "@/lib/words/pseudo";
import { scopeMeaning } from "@/lib/words/scope-words";

const textsOf = (message: Message) =>
  typeof message === "string" ? [message] : Object.values<string>({ ...message });
const AREAS: [string, Catalogue, Catalogue][] = [
  ["customer", customerEn, customerDe],
  ["failure", failureEn, failureDe],
];
/** Words that no German sentence has, whatever it borrows. */
const ENGLISH = /\b(the|and|is|was|you|your|this|that|not|with|again|it|of|to)\b/i;

describe.each(AREAS)("the German words of %s", (_area, en, de) => {
  it("have the keys of the English ones, in their order", () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
  });

  it.each(Object.keys(en))("%s has the same slots, is German, and says Sie", (key) => {
    const [english, german] = [en[key], de[key]] as [Message, Message];
    expect(slotsOf(german)).toEqual(slotsOf(english));
    for (const text of textsOf(german)) {
      expect(text).not.toMatch(ENGLISH);
      expect(text).not.toMatch(/\b(du|dein\w*|dir|dich)\b/i);
      expect(textsOf(english)).not.toContain(text);
    }
  });

  it("have every form that German counts by", () => {
    const forms = new Intl.PluralRules("de").resolvedOptions().pluralCategories;
    for (const message of Object.values(de))
      if (typeof message !== "string")
        expect(Object.keys(message).sort()).toEqual([...forms].sort());
  });
});

it("no area names the product: customers need not know it", () => {
  for (const [, en, de] of AREAS)
    for (const message of [...Object.values(en), ...Object.values(de)])
      expect(textsOf(message).join(" ")).not.toMatch(/portico|console/i);
});

describe("scopes in German", () => {
  it.each(scopeCatalogue().map(({ name, description }) => [name, description]))(
    "%s",
    (name, meaning) => {
      const german = scopeMeaning("de", name, meaning);
      expect(german).not.toBe(meaning);
      expect(german).not.toMatch(ENGLISH);
    },
  );

  it("stay without words where the catalogue knows none", () => {
    expect(scopeMeaning("de", "constructor", undefined)).toBeUndefined();
    expect(scopeMeaning("de", "constructor", "New")).toBe("New");
    expect(scopeMeaning("en", "oauth", "Plain")).toBe("Plain");
    expect(scopeMeaning(PSEUDO_LOCALE, "oauth", "Plain")).toMatch(/^\[Pĺåîñ/);
  });
});

describe("a message", () => {
  const words = {
    plain: "Hello {name}, {name}",
    many: { one: "{count:number} file", other: "{count:number} files" },
    all: "{names:list} at {at:date}: {sum:number}",
  } as const;

  it("takes its values as they are, and a slot in a value stays text", () => {
    expect(speak<typeof words>("en", words)("plain", { name: "{name} $& <b>" })).toBe(
      "Hello {name} $& <b>, {name} $& <b>",
    );
  });

  it("counts, lists, dates and writes numbers as its language does", () => {
    const say = speak<typeof words>("en", words);
    expect([say("many", { count: 1 }), say("many", { count: 1200 })]).toEqual([
      "1 file",
      "1,200 files",
    ]);
    const params = { names: ["a", "b", "c"], at: new Date("2026-01-02T03:04:00Z"), sum: 1234.5 };
    expect(say("all", params)).toMatch(/^a, b, and c at Jan 2, 2026, 3:04\sAM: 1,234\.5$/);
    expect(speak<typeof words>("de", words)("all", params)).toBe(
      "a, b und c at 02.01.2026, 03:04: 1.234,5",
    );
  });

  it("uses the other form where a language counts by more than there are", () => {
    expect(speak<typeof words>("ar", words)("many", { count: 2 })).toMatch(/files$/);
  });

  it("knows its slots by name and kind", () => {
    expect(slotsOf(words.all)).toEqual(["at:date", "names:list", "sum:number"]);
    expect(slotsOf(words.many)).toEqual(["count:number"]);
  });
});

describe("the pseudo-locale", () => {
  it("is accented, in brackets, two fifths longer, and keeps its slots", () => {
    const text = pseudoText("Connect {app} to HubSpot");
    expect(text).toMatch(/^\[Çöññéçť \{app\} ťö HûbŠpöť .+\]$/);
    expect(text.length).toBeGreaterThanOrEqual("Connect {app} to HubSpot".length * 1.3);
    const all = pseudoCatalogue(customerEn);
    for (const [key, message] of Object.entries(customerEn))
      expect(slotsOf((all as Catalogue)[key] as Message)).toEqual(slotsOf(message));
    expect(customerSay(PSEUDO_LOCALE)("install.tooMany", { count: 2 })).toContain("2 mîñûťéš");
  });
});

describe("the words of a failed page", () => {
  it("follow the document, and are English where it is neither", () => {
    expect(failureSay("de")("again")).toBe("Noch einmal versuchen");
    expect(failureSay("en-XA")("again")).toBe("Try again");
  });
});

describe("the language of a visitor", () => {
  const both = ["en", "de"] as const;
  it.each<[Wishes, AnyLocale, string]>([
    [{ asked: "de", kept: "en", accepted: "en" }, "de", "what the address asks for"],
    [{ kept: "de", accepted: "en" }, "de", "what was chosen before"],
    [{ accepted: "de" }, "de", "what the browser likes"],
    [{ accepted: "de-AT" }, "de", "a region of it"],
    [{ accepted: "en;q=0.5, de;q=0.9" }, "de", "the better weight"],
    [{ accepted: "fr, de;q=0.3" }, "de", "the next where the best is not there"],
    [{ accepted: "DE-ch" }, "de", "whatever the case"],
    [{ accepted: "en;q=0, *" }, "de", "anything but what is refused"],
    [{ accepted: "*" }, "en", "the first for anything"],
    [{ accepted: "deutsch" }, "en", "no beginning of a word"],
    [{ accepted: "de;q=2, en;q=0.1" }, "en", "no weight that there is not"],
    [{ accepted: "de;q=x" }, "en", "no weight that is no number"],
    [{ asked: "fr", kept: "xx", accepted: "" }, "en", "the first where nothing fits"],
    [{ asked: "en-XA" }, "en", "no language that is not offered"],
    [{ asked: "constructor", accepted: `${"x,".repeat(100_000)}de` }, "en", "nothing hostile"],
  ])("%j gives %s: %s", (wishes, locale) => {
    expect(pickLocale(wishes, both)).toBe(locale);
  });

  it("is the only one where one is offered", () => {
    expect(pickLocale({ asked: "en", accepted: "en" }, ["de"])).toBe("de");
  });
});
