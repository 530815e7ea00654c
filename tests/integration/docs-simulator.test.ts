import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSimulator, type Simulator } from "../hubspot-simulator/server";

const run = promisify(execFile);
const text = readFileSync(
  fileURLToPath(new URL("../../docs/simulator.md", import.meta.url)),
  "utf8",
);
const [, snippet = ""] = /```js\n([^]*?)```/.exec(text) ?? [];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

it("docs/simulator.md: the example runs as it stands", async () => {
  const { apiUrl, controlUrl } = simulator;
  const env = { ...process.env, HUBSPOT_URL: apiUrl, CONTROL_URL: controlUrl };
  const program = ["--input-type=module", "--eval", snippet];
  const { stdout } = await run(process.execPath, program, { env });
  expect(stdout).toBe("BAD_REFRESH_TOKEN\n");
});
