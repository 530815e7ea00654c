import "server-only";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { TraceSettings } from "@/lib/env";
import { logger } from "@/lib/logger";
import { scrub } from "./scrub";

const TELL_EVERY_MS = 60_000;

/**
 * Sends spans to the collector by OTLP over HTTP, each of them scrubbed. A collector that does not take them costs the
 * spans, and one line in the log a minute.
 */
export async function createExporter(settings: TraceSettings): Promise<SpanExporter> {
  const { ExportResultCode, parseKeyPairsIntoRecord } = await import("@opentelemetry/core");
  const { OTLPTraceExporter } =
    settings.protocol === "http/json"
      ? await import("@opentelemetry/exporter-trace-otlp-http")
      : await import("@opentelemetry/exporter-trace-otlp-proto");
  const headers = parseKeyPairsIntoRecord(settings.headers?.reveal());
  const exporter = new OTLPTraceExporter({ url: settings.url, headers });
  const tell = oncePer(TELL_EVERY_MS, (lost, error) =>
    logger.warn({ reason: reasonOf(error), lost }, "traces could not be sent to the collector"),
  );
  return {
    export(spans, done) {
      exporter.export(spans.map(scrub), (result) => {
        if (result.code !== ExportResultCode.SUCCESS) tell(spans.length, result.error);
        done({ code: result.code });
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

/** Says at most once in a while how many spans were lost since the last time. */
function oncePer(ms: number, say: (lost: number, error: unknown) => void) {
  let lost = 0;
  let toldAt = -Infinity;
  return (count: number, error: unknown) => {
    lost += count;
    if (performance.now() - toldAt < ms) return;
    toldAt = performance.now();
    say(lost, error);
    lost = 0;
  };
}

/** The status or the system code: what a collector answers is nobody's log line. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== undefined && code !== "") return String(code);
  return error instanceof Error ? error.name : "unknown";
}
