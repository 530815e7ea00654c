import { createElement, Fragment } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { runInRequest, type RequestScope } from "@/lib/http/request-scope.mjs";
import { browser } from "@/lib/say/browser";
import { de, server } from "@/lib/say/de";
import { consoleLang } from "@/lib/say/langs";
import { currentLang, say, sayIn, sentencesOf } from "@/lib/say/say";
import { sayRole } from "@/lib/say/say-role";
import { sayStored } from "@/lib/say/stored";
import { makeSay, type Sentences } from "@/lib/say/sentence";
import { PSEUDO_LOCALE } from "@/lib/words/locales";
import { slotsOf, type Message } from "@/lib/words/message";

const textsOf = (message: Message) =>
  typeof message === "string" ? [message] : Object.values<string>({ ...message });
const tagsOf = (text: string) => [...text.matchAll(/<\/?[a-z]+>/g)].map(([tag]) => tag).sort();
const PARTS: [string, Sentences][] = [...Object.entries(server), ...Object.entries(browser)].map(
  ([name, sentences], index) => [`${name} (${index})`, sentences],
);
/** Words that no German sentence has, whatever it borrows. */
const ENGLISH = /\b(the|and|is|you|your|this|that|not|with|again|it|of|to|are|be|by|from|which)\b/i;

describe.each(PARTS)("the German of %s", (_part, sentences) => {
  it("has the slots and tags of the English, is German, and says Sie", () => {
    const wrong = Object.entries(sentences).filter(([english, german]) => {
      const texts = textsOf(german);
      const tags = texts.every((text) => String(tagsOf(text)) === String(tagsOf(english)));
      const slots = String(slotsOf(german)) === String(slotsOf(english));
      // What is quoted or said in code is a name, not a sentence.
      const words = texts.map((text) => text.replace(/„[^“]*“|`[^`]*`|\{[^}]*\}/g, ""));
      const isGerman = words.every(
        (text) => !ENGLISH.test(text) && !/\b(du|dein(?:e[mnrs]?)?|dir|dich)\b/i.test(text),
      );
      return !tags || !slots || !isGerman;
    });
    expect(wrong).toEqual([]);
  });

  it("has every form that German counts by", () => {
    const forms = new Intl.PluralRules("de").resolvedOptions().pluralCategories.sort();
    for (const [english, message] of Object.entries(sentences))
      if (typeof message !== "string")
        expect([english, ...Object.keys(message).sort()]).toEqual([english, ...forms]);
  });
});

it("no list and no date is said in the browser, which does not bring what says them", () => {
  for (const [part, sentences] of Object.entries(browser))
    for (const english of Object.keys(sentences))
      expect(
        slotsOf(english).filter((slot) => /:(list|date)$/.test(slot)),
        part,
      ).toEqual([]);
});

it("a list is said on the server", () => {
  const names = ["Acme Sync", "Acme Billing"];
  expect(sayIn("en")("only {names:list}", { names })).toBe("only Acme Sync and Acme Billing");
  expect(sayIn("de")("only {names:list}", { names })).toBe("nur Acme Sync und Acme Billing");
});

it("two parts that say the same say it alike in German", () => {
  const different = PARTS.flatMap(([part, sentences]) =>
    Object.entries(sentences)
      .filter(([english, german]) => {
        const known = de[english as keyof typeof de] as Message;
        return JSON.stringify(known) !== JSON.stringify(german);
      })
      .map(([english]) => `${part}: ${english}`),
  );
  expect(different).toEqual([]);
});

describe("a sentence", () => {
  const german = {
    "Hello {name}": "Hallo {name}",
    "{count:number} files": { one: "{count:number} Datei", other: "{count:number} Dateien" },
    "Read <a>the {n:number} pages</a>, {who}.": "Lesen Sie, {who}, <a>die {n:number} Seiten</a>.",
    "Open|state": "Offen",
  };
  type Known = keyof typeof german;
  const inGerman = makeSay<Known>("de", german);
  const inEnglish = makeSay<Known>("en", undefined);

  it("is its own key: English needs no catalogue", () => {
    expect(inEnglish("Hello {name}", { name: "{name} <b>" })).toBe("Hello {name} <b>");
    expect(inGerman("Hello {name}", { name: "Ada" })).toBe("Hallo Ada");
  });

  it("hides the sense of a word that has several", () => {
    expect([inEnglish("Open|state"), inGerman("Open|state")]).toEqual(["Open", "Offen"]);
  });

  it("counts as its language does", () => {
    const files = (count: number) =>
      [inEnglish, inGerman].map((one) =>
        one.count(count, "{count:number} file", "{count:number} files"),
      );
    expect(files(1)).toEqual(["1 file", "1 Datei"]);
    expect(files(1200)).toEqual(["1,200 files", "1.200 Dateien"]);
  });

  it("may hold pieces of the page, which stand where the language wants them", () => {
    const parts = {
      a: (inner: string) => createElement("a", { href: "/docs" }, inner),
      n: 1200,
      who: createElement("b", null, "<Ada>"),
    };
    const html = [inEnglish, inGerman].map((one) =>
      renderToStaticMarkup(
        createElement(Fragment, null, one.rich("Read <a>the {n:number} pages</a>, {who}.", parts)),
      ),
    );
    expect(html).toEqual([
      'Read <a href="/docs">the 1,200 pages</a>, <b>&lt;Ada&gt;</b>.',
      'Lesen Sie, <b>&lt;Ada&gt;</b>, <a href="/docs">die 1.200 Seiten</a>.',
    ]);
  });

  it("that came as data stays as it is where nobody has translated it, whatever it is called", () => {
    const texts = ["Something else", "Open|state", "constructor", "__proto__", "toString"];
    expect(texts.map((text) => inGerman.any(text))).toEqual([
      "Something else",
      "Offen",
      "constructor",
      "__proto__",
      "toString",
    ]);
  });
});

describe("what is stored", () => {
  it("is said sentence by sentence, with its values, in whatever order they stand", () => {
    const text =
      "host-b: the key k1 is not loaded there. Bring its key file up to date (or restart it, where the keys come from a variable), then do this again. Nothing is lost; what was done stays done.";
    expect(sayStored("The same token stands on line 7. Something else.", sayIn("de"))).toMatch(
      /^[^.]*7\. Something else\.$/,
    );
    expect(sayStored(text, sayIn("de"))).toContain("der Schlüssel k1 ist nicht geladen");
    expect(sayStored(text, sayIn("en"))).toBe(text);
  });

  it("may be long and known to nobody", () => {
    const long = "Nobody knows this one. ".repeat(2_000).trim();
    expect(sayStored(long, sayIn("de"))).toBe(long);
  });
});

describe("the name of a role", () => {
  it("is said where it is built in, and is the team's own word otherwise", () => {
    const scope = { requestId: "r", method: "GET", path: "/", isForm: false, isFormRead: false };
    const inGerman = { ...scope, isOurFailure: false, logged: new WeakSet(), lang: "de" };
    const role = { roleName: "Owner", roleMeaning: "Ops|emea" };
    runInRequest(inGerman, () => {
      expect(sayRole({ role: "owner", ...role }).name).toBe("Inhaber");
      expect(sayRole({ role: "own", ...role })).toEqual({ name: "Owner", meaning: "Ops|emea" });
    });
  });
});

describe("the language of a request", () => {
  const scope = (facts: Partial<RequestScope>): RequestScope => ({
    ...{ requestId: "r", method: "GET", path: "/", isForm: false, isFormRead: false },
    ...{ isOurFailure: false, logged: new WeakSet(), ...facts },
  });

  it("is what the person chose, else what the browser likes, else English", () => {
    const langOf = (facts: Partial<RequestScope>) => runInRequest(scope(facts), currentLang);
    expect(langOf({ lang: "en", acceptLanguage: "de" })).toBe("en");
    expect(langOf({ lang: "de", acceptLanguage: "en" })).toBe("de");
    expect(langOf({ lang: null, acceptLanguage: "fr, de-AT;q=0.5" })).toBe("de");
    expect(langOf({ acceptLanguage: "fr" })).toBe("en");
    expect(langOf({ lang: "xx" })).toBe("en");
    expect(currentLang()).toBe("en");
    expect(consoleLang(PSEUDO_LOCALE)).toBe(PSEUDO_LOCALE);
    expect(consoleLang(undefined, PSEUDO_LOCALE)).toBe("en");
  });

  it("is the one that is spoken there, whatever another request speaks meanwhile", () => {
    const spoken = runInRequest(scope({ lang: PSEUDO_LOCALE }), () => [say("Portals"), say.lang]);
    expect(spoken).toEqual([expect.stringMatching(/^\[Pöŕťåĺš .*\]$/), PSEUDO_LOCALE]);
    expect([say("Portals"), say.lang]).toEqual(["Portals", "en"]);
  });
});

it("the pseudo-language says every sentence, with its slots, and none that has a sense shows it", () => {
  const pseudo = sentencesOf(PSEUDO_LOCALE) ?? {};
  expect(Object.keys(pseudo)).toEqual(Object.keys(de));
  for (const [english, text] of Object.entries(pseudo)) {
    expect(String(text)).toMatch(/^\[.*\]$/s);
    expect(String(text)).not.toMatch(/\|[a-z]+/);
    expect(slotsOf(text)).toEqual(slotsOf(english));
  }
  expect(sayIn("en").any("Open|state")).toBe("Open");
});
