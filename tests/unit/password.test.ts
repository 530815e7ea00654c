import { describe, expect, it } from "vitest";
import { hashPassword, needsRehash, verifyPassword } from "@/lib/people/password";
import { emailField, nameField, setUpInput } from "@/lib/people/schemas";

const GOOD = "gravel otter lantern mosaic";
describe("hashing", () => {
  it("is Argon2id, salted, and fits its password only", async () => {
    const [one, two] = await Promise.all([hashPassword(GOOD), hashPassword(GOOD)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, GOOD)).toBe(true);
    expect(await verifyPassword(one, `${GOOD} `)).toBe(false);
    expect(await verifyPassword(null, GOOD)).toBe(false);
    expect(needsRehash(one)).toBe(false);
    expect(needsRehash(one.replace("t=2", "t=1"))).toBe(true);
  });

  it("reads one character written in two ways as one", async () => {
    const stored = await hashPassword("caf\u00e9 gravel otter");
    expect(await verifyPassword(stored, "cafe\u0301 gravel otter")).toBe(true);
  });

  it("stands a flood", async () => {
    const stored = await hashPassword(GOOD);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => verifyPassword(stored, n % 2 ? GOOD : "no")),
    );
    expect(answers).toEqual(Array.from({ length: 12 }, (_, n) => n % 2 === 1));
  });
});

describe("fields about people", () => {
  it.each([
    [" Ada@Team.Example ", "ada@team.example"],
    ["a+b@c.example", "a+b@c.example"],
  ])("address %j", (typed, stored) => {
    expect(emailField.parse(typed)).toBe(stored);
  });

  it.each(["", "ada", "ada@", "@team.example", "a b@c.example", `${"a".repeat(250)}@c.example`])(
    "no address: %j",
    (typed) => {
      expect(emailField.safeParse(typed).success).toBe(false);
    },
  );

  it.each(["", "  ", "a\u0000b", "x".repeat(101), "\u202eadA"])("no name: %j", (typed) => {
    expect(nameField.safeParse(typed).success).toBe(false);
  });

  it("setup takes no extra fields", () => {
    const input = { setupToken: "t", name: "Ada", email: "a@b.example", password: GOOD };
    expect(setUpInput.safeParse(input).success).toBe(true);
    expect(setUpInput.safeParse({ ...input, role: "owner" }).success).toBe(false);
  });
});
