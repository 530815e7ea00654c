import "server-only";
import { equalInConstantTime } from "@/lib/crypto/token";
import { getEnv, type Env } from "@/lib/env";

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1)$/;

/** Whether a request may read the metrics: "yes", or why not, in words. */
export function mayReadMetrics(
  headers: Headers,
  { metricsToken }: Pick<Env, "metricsToken"> = getEnv(),
): string {
  if (metricsToken) {
    const [, given = ""] = /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
    if (equalInConstantTime(given, metricsToken.reveal())) return "yes";
    return "Send PORTICO_METRICS_TOKEN as a bearer token.\n";
  }
  // The socket's owner says who it is; a client cannot. What a proxy of this machine passes on may come from anywhere.
  if (
    !headers.has("x-portico-passed-on") &&
    LOOPBACK.test(headers.get("x-portico-client-ip") ?? "")
  )
    return "yes";
  return "Without PORTICO_METRICS_TOKEN metrics are for this machine alone. Set it, and send it as a bearer token.\n";
}
