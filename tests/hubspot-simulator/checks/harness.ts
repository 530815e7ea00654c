import { afterAll, beforeAll, beforeEach } from "vitest";
import { createControlClient } from "../control-client";
import type { ControlClient } from "../control-client";
import { startSimulator } from "../server";
import type { Simulator } from "../server";
import { createTestCalls } from "./test-calls";

export interface Harness {
  simulator: Simulator;
  control: ControlClient;
  api: ReturnType<typeof createTestCalls>;
}

/** A simulator of its own for the enclosing describe, reset before each test. Read it inside tests only. */
export function useSimulator(): () => Harness {
  let harness: Harness | undefined;
  beforeAll(async () => {
    const simulator = await startSimulator();
    const control = createControlClient(simulator.controlUrl);
    harness = { simulator, control, api: createTestCalls(simulator.apiUrl, control) };
  });
  beforeEach(() => harness?.control.reset());
  afterAll(() => harness?.simulator.close());
  return () => {
    if (!harness) throw new Error("the simulator is up inside tests only");
    return harness;
  };
}
