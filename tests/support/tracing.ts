import { afterEach, beforeEach, vi } from "vitest";
import type { TraceSettings } from "@/lib/env";
import { startTracing } from "@/lib/tracing/start";
import { startCollector, type Collector, type ReadSpan } from "./collector";

export interface TestTracing {
  collector: Collector;
  start(more?: Partial<TraceSettings>, requestId?: () => string | undefined): Promise<void>;
  stop(): Promise<void>;
  /** Stops, which sends what waits. */
  sent(): Promise<ReadSpan[]>;
}

/** Tracing of this process into a collector of each test's own. Read it inside tests only. */
export function useTracing(): () => TestTracing {
  let collector: Collector;
  let stop: () => Promise<void> = async () => undefined;
  beforeEach(async () => {
    collector = await startCollector();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await stop();
    await collector.close();
  });
  return () => ({
    collector,
    async start(more = {}, requestId) {
      const url = `${collector.url}/v1/traces`;
      const sampler = { name: "parentbased_always_on", ratio: 1 };
      const settings = { url, protocol: "http/json" as const, sampler, ...more };
      stop = await startTracing({ settings, requestId });
    },
    stop: () => stop(),
    async sent() {
      await stop();
      return collector.spans();
    },
  });
}
