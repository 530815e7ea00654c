import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formsOf, MarkSearch, readingsOf } from "../support/canary/marks";

const mark = { kind: "token", value: `mark&${randomBytes(24).toString("base64url")}+/` };
const search = new MarkSearch([mark]);
const bytes = Buffer.from(mark.value);
const wrapped = (text: string) => `<p>before ${text} after</p>`;

describe("the search for marked secrets", () => {
  it.each([
    ["as it is", mark.value],
    ["backwards", [...mark.value].reverse().join("")],
    ["in capitals", mark.value.toUpperCase()],
    ["in an address", encodeURIComponent(mark.value)],
    ["in a form", new URLSearchParams({ q: mark.value }).toString()],
    ["in JSON within JSON", JSON.stringify(JSON.stringify({ a: mark.value }))],
    ["in HTML", mark.value.replaceAll("&", "&amp;")],
    ["as hex", bytes.toString("hex")],
    ["as base64", bytes.toString("base64")],
    ["as base64url", bytes.toString("base64url")],
    ["in part", `…${mark.value.slice(6, -6)}…`],
  ])("finds one %s", (_how, text) => {
    expect(search.in(wrapped(text))).toEqual(["token"]);
  });

  it("finds one in base64 of something larger, wherever it stands there", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (a, b) => {
        const around = Buffer.concat([a, bytes, b]);
        expect(search.in(around.toString("base64"))).toEqual(["token"]);
        expect(search.in(around.toString("base64url"))).toEqual(["token"]);
      }),
    );
  });

  it("finds one that was cut between the scripts of a page or by comments", () => {
    const [one, two] = [mark.value.slice(0, 9), mark.value.slice(9)];
    const push = (text: string) =>
      `<script>self.__next_f.push([1,${JSON.stringify(text)}])</script>`;
    const scripts = push(`0:{"a":"${one}`) + push(`${two}"}`);
    expect(search.in(`<html>${scripts}</html>`)).toEqual(["token"]);
    expect(search.in(wrapped(`${one}<!-- -->${two}`))).toEqual(["token"]);
  });

  it("finds nothing where nothing is, and takes no mark that chance could make", () => {
    expect(search.in(wrapped(randomBytes(4_000).toString("base64")))).toEqual([]);
    expect(() => new MarkSearch([{ kind: "code", value: "123456" }])).toThrow(/too short/);
    expect(formsOf(mark.value).every((form) => form.length >= 12)).toBe(true);
    expect(readingsOf("plain")).toEqual(["plain"]);
  });
});
