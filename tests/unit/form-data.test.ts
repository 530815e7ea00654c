import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldMessages, readForm, typedValues } from "@/lib/actions/form-data";

function form(...entries: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

describe("reading a form", () => {
  it("takes the first value, lists where lists are expected, and no framework fields", () => {
    const data = form(
      ["name", "Ada"],
      ["name", "Eve"],
      ["scopes", "a"],
      ["scopes", "b"],
      ["$ACTION_ID_x", "1"],
    );
    expect(readForm(data, ["scopes", "extra"])).toEqual({
      name: "Ada",
      scopes: ["a", "b"],
      extra: [],
    });
  });

  it("does not touch prototypes", () => {
    const values = readForm(form(["__proto__", "x"], ["constructor", "y"]));
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe("what fills the form again", () => {
  it("is everything but secrets and files", () => {
    const data = form(
      ["name", "Ada"],
      ["clientSecret", "s"],
      ["password", "s"],
      ["newPassword", "s"],
      ["currentPassword", "s"],
      ["setupToken", "s"],
      ["token", "s"],
      ["file", new Blob(["s"])],
      ["$ACTION_KEY", "k"],
    );
    expect(typedValues(data)).toEqual({ name: "Ada" });
  });
});

describe("messages", () => {
  it("stand at their field, the first one each; the rest under form", () => {
    const schema = z.strictObject({
      name: z.string().min(3, "too short").regex(/^x/, "not x"),
      tags: z.array(z.string()),
    });
    const result = schema.safeParse({ name: "a", tags: [1], more: true });
    if (result.success) throw new Error("it must not parse");
    const fields = fieldMessages(result.error);
    expect(fields.name).toBe("too short");
    expect(Object.keys(fields).sort()).toEqual(["form", "name", "tags"]);
  });
});
