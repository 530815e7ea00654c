import fc from "fast-check";
import { multipart, type Field } from "../surface/server-actions";
import type { ActionSchema, FieldSchema } from "./action-schemas";
import { hostileText, hostileType, MEGABYTE } from "./hostile";

/** What makes sense in a field that takes any text, by a part of its name. */
const PLAUSIBLE: [RegExp, string[]][] = [
  [/email|about/i, ["ada@acme.example", "62515"]],
  [/redirectUri/, ["http://localhost:3000/oauth/callback", "https://portico.example/cb"]],
  [/url|address/i, ["http://127.0.0.1:9/hook", "https://hooks.example/x"]],
  [/scopes/i, ["oauth", "oauth crm.objects.contacts.read"]],
  [/matching/, ["", "?status=connected", "q=a&app=b"]],
  [/password/i, ["a long enough password of words"]],
  [/confirm/i, ["acme.example", "REVOKE 1 PORTAL", "UNINSTALL 2 PORTALS"]],
  [/updatedAt/, ["2026-01-01T00:00:00.000Z"]],
  [/since/, ["2026-11-20"]],
  [/time|quiet/i, ["03:30", ""]],
  [/enabled/i, ["true", "false", "on"]],
  [/slug/, ["marked-app"]],
];

function sound(name: string, schema: FieldSchema & { const?: string }, ids: string[]) {
  const { type, format, enum: listed } = schema;
  if (format === "uuid") return fc.constantFrom(...ids);
  if (listed) return fc.constantFrom(...listed);
  if (schema.const !== undefined) return fc.constant(String(schema.const));
  if (type === "integer" || type === "number") return fc.constantFrom("0", "1", "30", "365");
  if (/portalIds/.test(name)) return fc.constantFrom(...ids, ids.join(","));
  const fitting = PLAUSIBLE.find(([pattern]) => pattern.test(name))?.[1];
  return fc.constantFrom(...(fitting ?? ["Something", "a-name"]));
}

/** One field of a form, sound or hostile, none, several times, or as a file. */
function fieldOf(name: string, schema: FieldSchema, ids: string[]): fc.Arbitrary<Field[]> {
  const good = sound(name, schema.items ?? schema, ids);
  const one = (value: fc.Arbitrary<string>) => value.map((text): Field[] => [[name, text]]);
  const file = fc
    .record({ fileName: hostileText, text: hostileText })
    .map(({ fileName, text }): Field[] => [
      [name, { fileName: fileName.slice(0, 300), bytes: Buffer.from(text, "utf8") }],
    ]);
  const twice = fc
    .array(fc.oneof(good, hostileText), { minLength: 2, maxLength: 4 })
    .map((all): Field[] => all.map((text) => [name, text]));
  const isFile = Object.keys(schema).length === 0;
  return fc.oneof(
    { weight: 8, arbitrary: isFile ? file : one(good) },
    { weight: 5, arbitrary: one(hostileText) },
    { weight: 1, arbitrary: fc.constant<Field[]>([]) },
    { weight: 1, arbitrary: twice },
    { weight: isFile ? 4 : 1, arbitrary: file },
  );
}

const STRANGE_NAMES = ["__proto__", "constructor", "$ACTION_ID_x", "$ACTION_REF_1", "", "a\0", "0"];

/** Fields that the action does not know. */
const surplus: fc.Arbitrary<Field[]> = fc.oneof(
  { weight: 9, arbitrary: fc.constant<Field[]>([]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...STRANGE_NAMES), hostileText)
      .map((field): Field[] => [field]),
  },
);

/** A form for an action. @param ids of objects of every kind: most are of another kind than the field asks for */
export function formFor({ schema }: ActionSchema, ids: string[]): fc.Arbitrary<Field[]> {
  const fields = Object.entries(schema.properties ?? {});
  return fc
    .tuple(...fields.map(([name, field]) => fieldOf(name, field, ids)), surplus)
    .map((all) => all.flat());
}

export interface Body {
  type: string;
  body: Buffer;
}

const BOUNDARY = "multipart/form-data; boundary=----form";
const whole = multipart([
  ["_1_name", "a"],
  ["0", '[{"status":"idle"},"$K1"]'],
]);

/** A body that is no form, or a broken one. */
export const brokenBody: fc.Arbitrary<Body> = fc.oneof(
  fc.record({ type: hostileType, body: hostileText.map((text) => Buffer.from(text, "utf8")) }),
  fc.record({
    type: fc.constant(BOUNDARY),
    // Broken off somewhere.
    body: fc.integer({ min: 0, max: whole.length }).map((length) => whole.subarray(0, length)),
  }),
  fc.record({
    type: fc.constant(BOUNDARY),
    // What the framework's own decoder reads.
    body: fc
      .constantFrom(
        ...['["$K1"]', '["$1:a:b","$K1"]', '["$Q1","$W2"]', '["$@1"]', '["$F1"]', "[", "null", "7"],
        ...['["$1:__proto__:x"]', '[{"$x":"$1:constructor:constructor"},"$K1"]', '["$n9","$K1"]'],
        ...['["$T","$K1"]', '["$B1"]', '["$r1"]', '["$D0","$K1"]', '["$-0","$Infinity"]'],
      )
      .map((root) => multipart([["0", root]])),
  }),
  fc.record({
    type: fc.constantFrom("text/plain;charset=UTF-8", BOUNDARY),
    body: fc
      .constantFrom("[".repeat(50_000), `[${'"a",'.repeat(20_000)}"b"]`, MEGABYTE)
      .map(Buffer.from),
  }),
);
