import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyLine, END_MARK, HEADER_MARK, ROWS_END } from "@/lib/backup/format";
import { readBackup } from "@/lib/backup/read-backup";

const header = { format: 1, version: "1", at: "2026-01-01T00:00:00Z", migrations: [], keyIds: [] };

/** A backup of tables, each with its rows as COPY writes them. */
function backupOf(tables: Record<string, string[]>): Buffer {
  const text = Object.entries(tables)
    .map(
      ([name, rows]) =>
        copyLine(name, ["a", "b"]) + rows.map((row) => `${row}\n`).join("") + ROWS_END,
    )
    .join("");
  const all = Buffer.from(`${HEADER_MARK}${JSON.stringify(header)}\n${text}`);
  const rows = Object.fromEntries(
    Object.entries(tables).map(([name, { length }]) => [name, length]),
  );
  const sha256 = createHash("sha256").update(all).digest("hex");
  return Buffer.concat([all, Buffer.from(`${END_MARK}${JSON.stringify({ rows, sha256 })}\n`)]);
}

async function* pieces(whole: Buffer, cuts: number[]): AsyncGenerator<Buffer> {
  const edges = [
    0,
    ...cuts.map((cut) => cut % whole.byteLength).sort((a, b) => a - b),
    whole.byteLength,
  ];
  for (const [n, from] of edges.slice(0, -1).entries())
    yield await Promise.resolve(whole.subarray(from, edges[n + 1]));
}

async function rowsOf(whole: Buffer, cuts: number[]): Promise<Record<string, string>> {
  const read: Record<string, string> = {};
  await readBackup(pieces(whole, cuts), {
    table: (name) => {
      read[name] = "";
      return Promise.resolve({
        write: (rows) => Promise.resolve(void (read[name] += rows.toString())),
        end: () => Promise.resolve(),
      });
    },
  });
  return read;
}

describe("a backup is read the same", () => {
  const row = fc.oneof(
    fc
      .string({ unit: "grapheme" })
      .map((text) => text.replaceAll("\\", "\\\\").replace(/[\n\r]/g, "\\n")),
    fc.constantFrom("", "\\\\.", "x\\\\.", "-- End of backup: {}", 'COPY "T" ("a") FROM stdin;'),
  );
  const tables = fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{1,5}$/), fc.array(row), {
    maxKeys: 4,
  });

  it("in whatever pieces it comes", async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.array(fc.nat()), async (given, cuts) => {
        const expected = Object.fromEntries(
          Object.entries(given).map(([name, rows]) => [
            name,
            rows.map((one) => `${one}\n`).join(""),
          ]),
        );
        expect(await rowsOf(backupOf(given), cuts)).toEqual(expected);
      }),
    );
  });

  it("or not at all: a sign more or less is told", async () => {
    const whole = backupOf({ Person: ["1\ta", "2\tb"], Portal: [] });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.byteLength - 1 }), fc.boolean(), async (at, isGone) => {
        const more = isGone ? [] : [Buffer.from("x"), whole.subarray(at, at + 1)];
        const changed = Buffer.concat([whole.subarray(0, at), ...more, whole.subarray(at + 1)]);
        await expect(rowsOf(changed, [])).rejects.toThrow(/backup/i);
      }),
    );
  });
});
