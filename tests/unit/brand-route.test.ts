import { describe, expect, it, vi } from "vitest";
import { GET } from "@/app/brand/[file]/route";

const HASH = "ab".repeat(32);
vi.mock("@/lib/env", () => ({ getEnv: () => ({ isSecureOrigin: true }) }));
vi.mock("@/lib/auth/session", () => ({ anonymousContext: () => Promise.resolve({}) }));
vi.mock("@/lib/public-pages/settings", () => ({
  findLogo: (_ctx: unknown, hash: string) =>
    Promise.resolve(
      hash === "ab".repeat(32) ? { type: "image/png", bytes: new Uint8Array([1, 2]) } : null,
    ),
}));

const ask = (file: string) => GET(new Request(`https://console.example/brand/${file}`));
const SAFE = {
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
};

it("a colour's style sheet is one, names no other address, and is asked for again some day", async () => {
  const found = await ask("0a7c66.css");
  expect(found.status).toBe(200);
  expect(Object.fromEntries(found.headers)).toMatchObject({
    ...SAFE,
    "content-type": "text/css; charset=utf-8",
    "cache-control": "public, max-age=3600",
  });
  const sheet = await found.text();
  expect(sheet).toMatch(/^\.branded\{(--brand-[a-z-]+:#[0-9a-f]{6}[;}]){8}\n$/);
  expect(sheet).toContain("--brand-fill:#0a7c66;");
});

it.each(["0a7c6.css", "0a7c66f.css", "0A7C66.css", "red.css", "0a7c66.css.html"])(
  "%s is no colour",
  async (file) => expect((await ask(file)).status).toBe(404),
);

describe("a logo's answer", () => {
  it("may be kept for ever, is what it was found to be, and runs nothing", async () => {
    const found = await ask(`${HASH}.png`);
    expect(found.status).toBe(200);
    expect(Object.fromEntries(found.headers)).toMatchObject({
      ...SAFE,
      "content-type": "image/png",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(Buffer.from(await found.arrayBuffer())).toEqual(Buffer.from([1, 2]));
  });

  it.each(["a.png", `${"0".repeat(64)}.png`, `${HASH}.svg`, HASH])(
    "%s is not there, and nothing remembers that",
    async (file) => {
      const missing = await ask(file);
      expect(missing.status).toBe(404);
      expect(Object.fromEntries(missing.headers)).toMatchObject({
        ...SAFE,
        "cache-control": "no-store",
      });
    },
  );
});
