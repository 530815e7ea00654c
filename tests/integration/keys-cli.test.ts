import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makePortal } from "../support/makers";
import { runCli } from "../support/run-cli";
import { useWorld } from "../support/world";

const world = useWorld();

// A dozen commands, each a process of its own.
describe("portico keys", { timeout: 180_000 }, () => {
  it("add, rotate and remove a key of the key file, and say how things stand", async () => {
    await makePortal(world());
    const folder = mkdtempSync(join(tmpdir(), "portico-keys-cli-"));
    const file = join(folder, "encryption-keys");
    writeFileSync(file, `${world().encryptionKeys}\n`, { mode: 0o600 });
    const run = (...args: string[]) =>
      runCli(world(), ["keys", ...args], {
        PORTICO_ENCRYPTION_KEYS: "",
        PORTICO_ENCRYPTION_KEYS_FILE: file,
      });
    try {
      const added = await run("add");
      const [, id = ""] = /^Added (\S+) to /.exec(added.stdout) ?? [];
      expect(id).toMatch(/^k2-[0-9a-f]{6}$/);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const refused = await run("remove", "k1");
      expect(refused).toMatchObject({ code: 1, stdout: "" });
      expect(refused.stderr).toMatch(/New values are sealed under k1/);
      const rotated = await run("rotate");
      expect(rotated).toMatchObject({ code: 0, stderr: "" });
      expect(rotated.stdout).toMatch(
        new RegExp(`^\\d+ values sealed anew; everything is under ${id}`),
      );
      const status = await run("status");
      expect(status.stdout).toMatch(
        new RegExp(
          `^${id}\\s+writes\\s+\\d+ values, \\d+ uses since [\\d-]+\\nk1\\s+reads\\s+0 values`,
        ),
      );
      const removed = await run("remove", "k1");
      expect(removed.stdout).toMatch(/^Removed k1/);
      expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^${id}:[^,]+\\n$`));
      expect(readFileSync(join(folder, "removed-keys"), "utf8")).toBe(
        `${world().encryptionKeys}\n`,
      );
      const unknown = await run("rotate", "k9");
      expect(unknown.stderr).toMatch(/There is no key k9/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
