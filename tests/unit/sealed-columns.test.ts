import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { SEALED_COLUMNS } from "@/lib/keys/sealed-columns.mjs";

const schema = readFileSync(
  fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url)),
  "utf8",
);

function sealedFields(): string[] {
  const models = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)];
  return models.flatMap(([, model = "", body = ""]) =>
    [...body.matchAll(/^\s+(\w*[sS]ealed)\s+String\b/gm)].map(([, field]) => `${model}.${field}`),
  );
}

it("the list of sealed columns names each one of the schema, once", () => {
  const listed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  expect(sealedFields().length).toBeGreaterThan(5);
  expect([...listed].sort()).toEqual(sealedFields().sort());
});

it("columns of one table with the same words read the same in the singular", () => {
  for (const { table, one, many } of SEALED_COLUMNS) {
    const same = SEALED_COLUMNS.filter((other) => other.table === table && other.many === many);
    expect(new Set(same.map((column) => column.one))).toEqual(new Set([one]));
  }
});
