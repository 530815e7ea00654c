import { FaultPlan } from "./faults";
import { RequestLog } from "./request-log";
import { createSeed } from "./seed";
import { createState } from "./state";
import type { SimState } from "./state";

/** One running simulator: what HubSpot knows, what shall go wrong, what was asked. */
export interface World {
  state: SimState;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  /** Back to the state at start; faults, settings and log included. */
  reset(): void;
}

export function createWorld(options: { demo?: boolean; redirectUris?: string[] }): World {
  const seed = createSeed(options);
  return {
    state: createState(seed),
    faults: new FaultPlan(),
    log: new RequestLog(),
    reset() {
      this.state = createState(seed);
      this.faults.clear();
      this.log.clear();
    },
  };
}
