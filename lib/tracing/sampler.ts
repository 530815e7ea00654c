import "server-only";
import type { Sampler } from "@opentelemetry/sdk-trace";
import type { TraceSampler } from "@/lib/env";

/** Asked every few seconds by probes and pages, or open for minutes: traces of them would hide the others. */
const NOT_TRACED = /^\/api\/(health|metrics|live)(\/|\?|$)/;

/**
 * The sampler that OTEL_TRACES_SAMPLER names, for traces that begin here or come in. Inside the process a span shares
 * the fate of its parent, so that no trace has holes.
 */
export async function createSampler({ name, ratio }: TraceSampler): Promise<Sampler> {
  const { trace, TraceFlags } = await import("@opentelemetry/api");
  const sdk = await import("@opentelemetry/sdk-trace");
  const { RECORD_AND_SAMPLED, NOT_RECORD } = sdk.SamplingDecision;
  const roots: Record<string, () => Sampler> = {
    always_on: () => new sdk.AlwaysOnSampler(),
    always_off: () => new sdk.AlwaysOffSampler(),
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(ratio),
  };
  const rootName = name.replace("parentbased_", "");
  const root = roots[rootName]?.() ?? new sdk.AlwaysOnSampler();
  const chosen = rootName === name ? root : new sdk.ParentBasedSampler({ root });
  return {
    shouldSample(context, traceId, spanName, kind, attributes, links) {
      const parent = trace.getSpanContext(context);
      if (parent && !parent.isRemote) {
        const isSampled = (parent.traceFlags & TraceFlags.SAMPLED) !== 0;
        return { decision: isSampled ? RECORD_AND_SAMPLED : NOT_RECORD };
      }
      if (NOT_TRACED.test(String(attributes["http.target"] ?? ""))) return { decision: NOT_RECORD };
      return chosen.shouldSample(context, traceId, spanName, kind, attributes, links);
    },
    toString: () => chosen.toString(),
  };
}
