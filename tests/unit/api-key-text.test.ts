import { describe, expect, it } from "vitest";
import { isKeyText, keyPrefix, makeKeyText } from "@/lib/api-keys/key-text";
import { redact } from "@/lib/redact.mjs";

describe("the text of an API key", () => {
  const keys = Array.from({ length: 500 }, makeKeyText);

  it("has the shape that secret scanners look for, and its own check", () => {
    for (const key of keys) {
      expect(key).toMatch(/^ptc_[0-9A-Za-z]{36}$/);
      expect(isKeyText(key)).toBe(true);
    }
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("keeps its check from one release to the next", () => {
    // CRC-32 by another program.
    expect(isKeyText("ptc_Portico0Portico1Portico2Portic1AcFZg")).toBe(true);
    expect(isKeyText(`ptc_${"0".repeat(30)}2C8GjS`)).toBe(true);
  });

  it("is none with one sign changed, cut, longer or of another kind", () => {
    for (const key of keys) {
      const at = 4 + (keys.indexOf(key) % 36);
      const sign = key[at] === "x" ? "y" : "x";
      expect(isKeyText(key.slice(0, at) + sign + key.slice(at + 1)), `${at}`).toBe(false);
    }
    const [key = ""] = keys;
    for (const text of [
      "",
      "ptc_",
      key.slice(0, -1),
      `${key}0`,
      ` ${key}`,
      key.replace("ptc", "pat"),
    ])
      expect(isKeyText(text)).toBe(false);
  });

  it("is redacted wherever it stands, and its first signs are not", () => {
    for (const key of keys) {
      expect(redact(`with ${key}.`)).toBe("with ptc_[redacted].");
      expect(redact(keyPrefix(key))).toBe(keyPrefix(key));
    }
  });
});
