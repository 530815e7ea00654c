import "server-only";
import { tracing, type OpenSpan, type SpanSpec } from "./active.mjs";

const NO_SPAN: OpenSpan = { note: () => undefined, rename: () => undefined };

/**
 * Does work inside a span of the current trace. Without a collector it only does the work.
 * @throws what the work throws; the span then says of which kind that was, never its words
 */
export function inSpan<T>(spec: SpanSpec, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  const active = tracing();
  return active ? active.inSpan(spec, work) : work(NO_SPAN);
}
