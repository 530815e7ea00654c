import { beforeEach, describe, expect, it, vi } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/people/password";

/** Argon2 that is done when the test says so. */
const argon = vi.hoisted(() => ({
  atWork: 0,
  most: 0,
  calls: [] as { of: string; settle: (error?: Error) => void; parameters?: object }[],
  fits: true,
}));

vi.mock("@node-rs/argon2", () => {
  const work = <T>(of: string, result: () => T, parameters?: object) =>
    new Promise<T>((resolve, reject) => {
      argon.atWork += 1;
      argon.most = Math.max(argon.most, argon.atWork);
      const settle = (error?: Error) => {
        argon.atWork -= 1;
        if (error) reject(error);
        else resolve(result());
      };
      argon.calls.push({ of, settle, parameters });
    });
  return {
    hash: (text: string, parameters: object) => work(text, () => `hash of ${text}`, parameters),
    verify: (stored: string) => work(stored, () => argon.fits),
  };
});

/** Long enough for everything that waits for no hash. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

beforeEach(() => Object.assign(argon, { atWork: 0, most: 0, calls: [], fits: true }));

const MOST = 4;

describe("a flood of sign-ins", () => {
  it("is hashed four at a time, and all of it in the end, in order", async () => {
    const hashes = Promise.all(Array.from({ length: 10 }, (_, n) => hashPassword(String(n))));
    for (let done = 0; done < 10; done += 1) {
      await settled();
      expect(argon.atWork).toBe(Math.min(MOST, 10 - done));
      argon.calls[done]?.settle();
    }
    expect(await hashes).toEqual(Array.from({ length: 10 }, (_, n) => `hash of ${n}`));
    expect(argon.most).toBe(MOST);
  });

  it("is never one more at work, however soon the next comes after one is done", async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      const all = Array.from({ length: MOST + 1 }, () => hashPassword("x"));
      await settled();
      argon.calls[0]?.settle();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      all.push(hashPassword("late"));
      await settled();
      for (let n = 1; n < MOST + 2; n += 1) {
        argon.calls[n]?.settle();
        await settled();
      }
      await Promise.all(all);
      expect(argon.most, `after ${turns} turns`).toBe(MOST);
      argon.calls = [];
    }
  });

  it("goes on after hashes that failed", async () => {
    const failing = Array.from({ length: MOST }, () => hashPassword("x"));
    const waiting = hashPassword("waiting");
    await settled();
    for (const { settle } of argon.calls) settle(new Error("out of memory"));
    await expect(Promise.allSettled(failing)).resolves.toMatchObject(
      failing.map(() => ({ status: "rejected" })),
    );
    await settled();
    argon.calls[MOST]?.settle();
    expect(await waiting).toBe("hash of waiting");
    const next = hashPassword("next");
    await settled();
    argon.calls[MOST + 1]?.settle();
    expect(await next).toBe("hash of next");
  });
});

describe("the work of a sign-in", () => {
  async function signIn(stored: string | null): Promise<{ answer: boolean; of: string[] }> {
    const answer = verifyPassword(stored, "a password");
    await settled();
    for (const { settle } of argon.calls) settle();
    await settled();
    for (const { settle } of argon.calls.slice(1)) settle();
    return { answer: await answer, of: argon.calls.map((call) => call.of) };
  }

  it("is the same for people who do not exist, and even a fitting dummy lets nobody in", async () => {
    await signIn("stored");
    argon.calls = [];
    expect(await signIn("stored")).toEqual({ answer: true, of: ["stored"] });
    argon.calls = [];
    const unknown = await signIn(null);
    expect(unknown.answer).toBe(false);
    expect(unknown.of).toEqual([expect.stringMatching(/^hash of /)]);
  });

  it("does not hang on what the library thinks enough", async () => {
    const hash = hashPassword("x");
    await settled();
    expect(argon.calls[0]?.parameters).toEqual({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    argon.calls[0]?.settle();
    await hash;
  });
});
