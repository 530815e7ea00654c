import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { ROOT } from "@/bin/lib/paths.mjs";

// Takes the gallery anew, so it needs some minutes. It names each picture that looks otherwise than the stored one.
it("the console looks as in docs/screenshots, in both themes and widths", async () => {
  const program = spawn(process.execPath, ["tests/gallery/main.mjs", "--compare"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  program.stdout.on("data", (piece) => (said += String(piece)));
  const [code] = (await once(program, "exit")) as [number | null];
  expect(code, said).toBe(0);
  expect(said).toContain("alike");
});
