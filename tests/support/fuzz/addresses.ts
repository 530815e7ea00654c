import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { fill, type Furnished } from "../../e2e/support/furnish";
import { declared } from "../surface/declared";
import { hostileEncoded } from "./hostile";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The names of search parameters that pages read, from their source. */
export function parameterNames(): string[] {
  const found = declared().flatMap(({ kind, file }) => {
    if (kind === "action") return [];
    const text = readFileSync(join(ROOT, file), "utf8");
    const taken = text.match(/\{[^{}]*\}(?=\s*=\s*await searchParams)/g) ?? [];
    const read = text.matchAll(
      /(?:query|parameters|searchParams\)|searchParams\.get\(")\.?(\w+)/gi,
    );
    return [
      ...taken.flatMap((one) => one.match(/\w+/g) ?? []),
      ...[...read].map(([, name]) => name),
    ];
  });
  // What the parsers of lists and HubSpot's redirect read.
  const others = ["q", "cursor", "app", "status", "sort", "order", "limit", "before", "after"];
  others.push("person", "portal", "from", "to", "kind", "outcome", "code", "state", "callbackUrl");
  return [...new Set([...found, ...others])].filter((name) => name !== undefined).sort();
}

/** A search string of hostile values. @param stale a cursor that was good once */
export const query = (names: string[], stale: string) =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...names),
        fc.oneof({ weight: 9, arbitrary: hostileEncoded }, { weight: 1, arbitrary: cut(stale) }),
      ),
      { maxLength: 6 },
    )
    .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join("&"))
    .map((text) => (text ? `?${text.slice(0, 8_000)}` : ""));

/** A cursor that was good once, with a sign changed or an end missing. */
const cut = (text: string) =>
  fc
    .tuple(fc.nat(Math.max(text.length - 1, 0)), fc.constantFrom("", "A", "z", "0"))
    .map(([at, sign]) => text.slice(0, at) + sign + (sign && text.slice(at + 1)));

/** Mostly of a real object; sometimes of another kind, or nonsense. */
export function pathOf(pattern: string, world: Furnished): fc.Arbitrary<string> {
  const real = fc.constant(fill(pattern, world.places));
  if (!pattern.includes("[")) return real;
  const other = fc.oneof(
    fc.constantFrom(...world.ids),
    hostileEncoded.map((text) => text.slice(0, 900)),
  );
  const strange = other.map((text) => pattern.replace(/\[[^\]]*\]/, () => text));
  return fc.oneof({ weight: 2, arbitrary: real }, { weight: 1, arbitrary: strange });
}

/** As a browser sends them within the console, and as nobody does. */
export const strangeHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Record<string, string>>(
      ...[{ rsc: "1" }, { rsc: "1", "next-router-state-tree": "%5B" }, { "next-url": "/\u00ff" }],
      ...[
        { rsc: "1", "next-router-prefetch": "1" },
        { accept: "image/png", range: "bytes=5-1" },
      ],
      ...[{ "accept-language": "x".repeat(4_000) }, { "user-agent": "u".repeat(9_000) }],
      ...[{ "x-portico-path": "/login?a=\u00ff" }, { "x-forwarded-for": "9".repeat(3_000) }],
      ...[{ "x-request-id": "'; --" }, { "last-event-id": "99999999999999999999.1" }],
      ...[
        { cookie: "portico.session=a.b.c; portico.timezone=%00; portico.return-to=9" },
        { "x-large": "h".repeat(20_000) },
      ],
    ),
  },
);
