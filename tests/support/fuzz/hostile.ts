import fc from "fast-check";
import { anyText } from "../arbitraries";

const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
const inBase64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Larger than any form may be. */
export const MEGABYTE = "m".repeat(1024 * 1024);
/** As large as most forms may be. */
const LARGE = "l".repeat(200_000);

const NASTY = [
  ...["", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202eexe.txt", "\ufeff", "\u{1f600}"],
  ...[
    "\r\nset-cookie: a=b",
    "\t\v\f",
    "a\u0301".repeat(50),
    "漢字",
    "ﷺ".repeat(200),
    "\x7f\x1b[31m",
  ],
  ...["' OR '1'='1", `"; DROP TABLE "Person"; --`, "$1", "%s%n", "\\", "{{7*7}}", "${7*7}"],
  ...["<script>alert(1)</script>", "javascript:alert(1)", "//evil.example", "/\\evil.example"],
  ...["../../etc/passwd", "..%2f..%2f", "%00", "q=%00", "q=%ff&status=%ED%A0%80", "%", "%zz"],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "$K1", "$Q1", "$undefined", "$F1"],
  ...["null", "undefined", "true", "on", "[]", "{}", "[1]", '{"a":1}', "NaN", "Infinity", "1e400"],
  ...["-1", "0", "-0", "0x10", "1.5", "2147483648", "9007199254740993", "9".repeat(18)],
  ...["9223372036854775808", "99999999999999999999", "9".repeat(400), "1_000", "１２３"],
  ...["0000-00-00", "2026-13-45", "0001-01-01", "9999-12-31", "+275760-09-13T00:00:00Z", "-1-1-1"],
  ...["-271821-04-20T00:00:00.000Z", "24:00", "23:59", "99:99", "2026-11-01T00:00:00Z"],
  ...["http://[::1", "http://127.0.0.1:9/", "http://169.254.169.254/", "https://a:b@c.example/"],
  ...["file:///etc/passwd", "https://\u202e.example", "mailto:a@b", "a@b.example\nbcc: c@d"],
  ...["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
  ...["FFFFFFFF-FFFF-1FFF-8FFF-FFFFFFFFFFFF", "62515", "oauth", "oauth oauth, oauth"],
  ...[
    inBase64([]),
    inBase64(null),
    inBase64({ a: 1 }),
    inBase64(["\0"]),
    inBase64([9e99, "\ud800"]),
  ],
  ...[
    inBase64(["name", "asc", "next", ["\0", "1"]]),
    inBase64(["name", "asc", "next", ["a", "x"]]),
  ],
  ...[deep("[", "]"), deep('{"a":', "}"), deep("(", ")"), "a,".repeat(40_000), LARGE],
];

/** Text that nobody types: from a list of what has hurt others, or anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 3, arbitrary: anyText },
  { weight: 1, arbitrary: fc.uuid() },
);

/** The same, short enough for an address. */
export const hostileShort = hostileText.map((text) => text.slice(0, 2_000));

/** Percent-encoded as an address has it; half surrogate pairs and wrong sequences included. */
export const hostileEncoded: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: hostileShort.map((text) =>
      Buffer.from(text, "utf8").reduce(
        (all, byte) => all + `%${byte.toString(16).padStart(2, "0")}`,
        "",
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...["%ff", "%zz", "%", "%ED%A0%80", "%00", "%0d%0a", "a&a=b", "a%26b", "+", "%c0%ae%c0%ae"],
    ),
  },
);

export const hostileType = fc.constantFrom(
  ...["application/json", "text/plain", "application/x-www-form-urlencoded", "image/png", "*/*"],
  ...[
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=----b",
  ],
  ...["application/json; charset=utf-16", "text/xml", "a", "application/vnd.api+json"],
);
