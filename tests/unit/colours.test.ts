import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { contrast } from "../support/contrast";

const css = readFileSync(
  fileURLToPath(new URL("../../app/_styles/colours.css", import.meta.url)),
  "utf8",
);

/** The colours of a theme, as the style sheet names them. */
function themeOf(selector: string): Record<string, string> {
  const block =
    new RegExp(`^ *\\${selector}(?:,\\n\\.light)? \\{([^}]*)\\}`, "m").exec(css)?.[1] ?? "";
  const pairs = [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)];
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value]));
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
