import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lexer } from "marked";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Blocks } from "@/app/(console)/docs/_markdown/blocks";
import { linkTarget } from "@/app/(console)/docs/_markdown/link-target";
import { plainText } from "@/lib/docs/plain-text";
import { readAllDocuments, readDocument } from "@/lib/docs/read";
import { searchDocuments } from "@/lib/docs/search";
import { sectionsOf } from "@/lib/docs/sections";
import { neighboursOf, SHELVES } from "@/lib/docs/shelf";

const render = (text: string) =>
  renderToStaticMarkup(createElement(Blocks, { tokens: lexer(text), slug: "api" }));

/** Pages that explain themselves: a step of something, or an answer. */
const OWN_WORDS = ["confirm/", "docs/[document]", "portals/connect/[attemptId]"];
const CONSOLE = "app/(console)";
const headed = readdirSync(CONSOLE, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".tsx") && !OWN_WORDS.some((start) => path.startsWith(start)))
  .filter((path) => readFileSync(join(CONSOLE, path), "utf8").includes("<PageHeader"));

describe("the documents in the console", () => {
  it("are files with a heading each, and none is there twice", async () => {
    const all = SHELVES.flatMap(({ documents }) => documents.map(({ slug }) => slug));
    expect(new Set(all).size).toBe(all.length);
    for (const document of await readAllDocuments()) {
      expect(document.sections[0], document.slug).toMatchObject({ depth: 1 });
      expect(document.sections[0]?.tokens.length, document.slug).toBeGreaterThan(0);
    }
  });

  it("lead to places that exist, and pass no HTML on", async () => {
    const all = await readAllDocuments();
    const anchors = new Map(
      all.map(({ slug, sections }) => [slug, new Set(sections.map(({ anchor }) => anchor))]),
    );
    for (const { slug, sections } of all)
      for (const { tokens, title } of sections) {
        const html = renderToStaticMarkup(createElement(Blocks, { tokens, slug }));
        expect(html, `${slug} ${title}`).not.toMatch(/<!--|prettier-ignore|\[object/);
        for (const [, to = "", anchor] of html.matchAll(/href="\/docs\/([\w-]+)(?:#([^"]+))?"/g)) {
          expect([...anchors.keys()], `${slug}: ${to}`).toContain(to);
          if (anchor) expect([...(anchors.get(to) ?? [])], `${slug}: ${to}`).toContain(anchor);
        }
      }
  });

  it.each(headed)("%s says what it is", async (path) => {
    const source = readFileSync(join(CONSOLE, path), "utf8");
    const named = [...source.matchAll(/<PageHeader[^>]*?\babout="([\w-]+)"/g)].map(([, a]) => a);
    expect(named.length).toBe(source.split("<PageHeader").length - 1);
    const sections = (await readDocument("console"))?.sections.map(({ anchor }) => anchor);
    for (const anchor of named) expect(sections).toContain(anchor);
  });

  it("open by their names alone", async () => {
    expect(await readDocument("../package")).toBeNull();
    expect(await readDocument("architecture")).toBeNull();
    expect(existsSync("docs/architecture.md")).toBe(true);
  });

  it("stand in an order with two ends", () => {
    expect(neighboursOf("console")).toMatchObject({ next: { slug: "guide-admin" } });
    expect(neighboursOf("console").previous).toBeUndefined();
    expect(neighboursOf("crypto").next).toBeUndefined();
    expect(neighboursOf("nowhere")).toEqual({});
  });
});

describe("Markdown", () => {
  it("keeps lists, tables, code and marks apart", () => {
    const html = render(
      "A **bold** `x < y` <b>word</b>\n\n1. one\n2. two\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n```ts\nconst a = 1 < 2;\n```",
    );
    expect(html).toContain("x &lt; y");
    expect(html).not.toContain("<b>");
    expect(html).toMatch(/<ol [^>]*><li[^>]*>one<\/li><li[^>]*>two<\/li><\/ol>/);
    expect(html).toContain('<th scope="col"');
    expect(html).toContain("const a = 1 &lt; 2;");
    expect(html).toContain("TypeScript");
  });

  it.each([
    ["keys.md", { kind: "document", href: "/docs/keys", title: "Encryption keys" }],
    ["keys.md#rotate", { kind: "document", href: "/docs/keys#rotate", title: "Encryption keys" }],
    ["#routes", { kind: "document", href: "/docs/api#routes", title: "API for services" }],
    ["https://example.com/a", { kind: "web", href: "https://example.com/a" }],
    ["../README.md", { kind: "file" }],
    ["architecture.md", { kind: "file" }],
    ["examples/contact-sync", { kind: "file" }],
    ["javascript:alert(1)", { kind: "file" }],
    ["//evil.example/keys.md", { kind: "file" }],
    ["keys", { kind: "file" }],
    ["", { kind: "file" }],
  ])("a link to %j", (href, target) => {
    expect(linkTarget(href, "api")).toEqual(target);
  });

  it("numbers headings of the same words, as GitHub does", () => {
    const found = sectionsOf(lexer("# A\n\n## The `b` way!\n\ntext\n\n## The b way\n"));
    expect(found.map(({ anchor }) => anchor)).toEqual(["a", "the-b-way", "the-b-way-1"]);
    expect(plainText(found[1]?.tokens ?? [])).toBe("text");
  });
});

describe("the search", () => {
  it("finds a heading first, and shows the words where they stand", async () => {
    const [first] = await searchDocuments("correlation ID", 5);
    expect(first?.excerpt.some(({ found }) => found)).toBe(true);
    const [rotation] = await searchDocuments("Deploying", 5);
    expect(rotation).toMatchObject({ href: "/docs/deploy", title: "Deploying" });
  });

  it("takes no piece of another word for a word", async () => {
    for (const { excerpt } of await searchDocuments("correlation id", 50))
      for (const [index, { text, found }] of excerpt.entries())
        if (found) expect(excerpt[index - 1]?.text ?? " ", text).not.toMatch(/[\p{L}\p{N}]$/u);
    expect(await searchDocuments("ookup", 50)).toEqual([]);
  });

  it("wants every word, whatever its case", async () => {
    expect((await searchDocuments("BACKUP passphrase", 50)).length).toBeGreaterThan(0);
    expect(await searchDocuments("backup zzzyx", 50)).toEqual([]);
  });

  it.each(["", "   ", "((((", "\\", "a".repeat(5_000)])("takes %j", async (text) => {
    expect(await searchDocuments(text, 5)).toEqual([]);
  });

  it("gives no more than is asked for", async () => {
    expect(await searchDocuments("token", 4)).toHaveLength(4);
  });
});
