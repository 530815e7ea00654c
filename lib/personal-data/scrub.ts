import type { Subject } from "./subject";

/** What stands in its place. */
export const ERASED = "[erased]";

/** What identifies a subject: texts wherever they stand in one, and numbers as a whole. */
export interface Needles {
  texts: string[];
  numbers: string[];
}

export function needlesOf(
  subject: Subject,
  found: { domains: string[]; emails: string[]; userIds: bigint[] },
): Needles {
  const texts = [...found.domains, ...found.emails];
  const numbers = found.userIds.map(String);
  if (subject.kind === "installer") texts.push(subject.email);
  else numbers.push(subject.hubId.toString());
  return {
    // A domain is the end of an address there: the longer goes first.
    texts: [...new Set(texts.map((text) => text.toLowerCase()))]
      .filter((text) => text !== "")
      .sort((a, b) => b.length - a.length),
    numbers: [...new Set(numbers)],
  };
}

/** A copy of a JSON value without what identifies the subject; the same value when there is nothing of it in there. */
export function scrub<Value>(value: Value, needles: Needles): Value {
  return scrubbed(value, needles) as Value;
}

function scrubbed(value: unknown, needles: Needles): unknown {
  if (typeof value === "string") return scrubText(value, needles);
  if (typeof value === "number") return needles.numbers.includes(String(value)) ? 0 : value;
  if (Array.isArray(value)) return value.map((entry) => scrubbed(entry, needles));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, scrubbed(entry, needles)]),
  );
}

function scrubText(text: string, { texts, numbers }: Needles): string {
  let left = text;
  for (const needle of texts) left = left.replace(new RegExp(escaped(needle), "gi"), ERASED);
  for (const number of numbers)
    left = left.replace(new RegExp(`(?<!\\d)${number}(?!\\d)`, "g"), ERASED);
  return left;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
