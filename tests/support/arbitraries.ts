import fc from "fast-check";

const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const nasty = fc.constantFrom(
  "\0",
  "\n",
  "\ud800",
  "\u202e",
  "\ufeff",
  "é",
  "漢",
  "\u{1f600}",
  "'",
  '"',
  "<",
  "&",
  "%",
  "\\",
);

/** Any text at all: control characters, half surrogate pairs and right-to-left marks included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: codeUnit, maxLength: 20 }),
  fc.string({ unit: nasty, maxLength: 12 }),
);

/** Text that survives UTF-8: no half surrogate pairs. */
export const anyWellFormedText: fc.Arbitrary<string> = anyText.map((text) =>
  Buffer.from(text, "utf8").toString("utf8"),
);
