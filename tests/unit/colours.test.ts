import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const css = readFileSync(fileURLToPath(new URL("../../app/globals.css", import.meta.url)), "utf8");

/** The colours of a theme, as globals.css names them. */
function themeOf(selector: string): Record<string, string> {
  const block = new RegExp(`^\\${selector} \\{([^}]*)\\}`, "m").exec(css)?.[1] ?? "";
  const pairs = [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)];
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value]));
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["canvas", "surface", "raised", "sunken", "hover"];
const TONES = ["accent", "ok", "warn", "danger", "info"];
const WORDS = ["ink", "ink-muted", "ink-faint", "accent-text", "ok", "warn", "danger", "info"];
const textOf = (tone: string) => (tone === "accent" ? "accent-text" : tone);

/** Every text on every ground it may stand on, whatever page puts them together. */
const TEXT_PAIRS = [
  ...GROUNDS.flatMap((ground) => WORDS.map((word) => [word, ground] as const)),
  ...TONES.flatMap((tone) =>
    [textOf(tone), "ink", "ink-muted"].map((word) => [word, `${tone}-soft`] as const),
  ),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
  ["danger-ink", "danger-fill"],
  ["danger-ink", "danger-fill-hover"],
  // A toast and a tooltip are turned around.
  ["canvas", "ink"],
] as const;

/** Edges of controls and the ring around what has the focus (WCAG 1.4.11). */
const EDGE_PAIRS = ["line-strong", "ring"].flatMap((edge) =>
  ["canvas", "surface", "raised", "sunken"].map((ground) => [edge, ground] as const),
);

describe.each([
  ["light", ":root"],
  ["dark", ".dark"],
])("in the %s theme", (_name, selector) => {
  const theme = themeOf(selector);
  const ratio = (one: string, other: string) => {
    const [a, b] = [theme[one], theme[other]];
    if (!a || !b) throw new Error(`${one} or ${other} is no colour of ${selector}`);
    return contrast(a, b);
  };

  it.each(TEXT_PAIRS)("%s can be read on %s", (word, ground) => {
    expect(ratio(word, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGE_PAIRS)("%s can be seen on %s", (edge, ground) => {
    expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

it("the formula is WCAG's", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
