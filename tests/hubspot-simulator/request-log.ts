import type { Call } from "./http";
import type { SimLoggedRequest } from "./types";

const keptHeaders = [
  "authorization",
  "content-type",
  "accept",
  "user-agent",
  "content-length",
  "x-request-id",
  "traceparent",
  "tracestate",
  "baggage",
];
const capacity = 50_000;

/** Everything the product sent, in order. Secrets are kept in full: none of them is real. */
export class RequestLog {
  #entries: SimLoggedRequest[] = [];
  #count = 0;

  begin(call: Call): SimLoggedRequest {
    this.#count += 1;
    const headers: Record<string, string> = {};
    for (const name of keptHeaders) {
      const value = call.headers[name];
      if (value !== undefined) headers[name] = value;
    }
    const entry: SimLoggedRequest = {
      n: this.#count,
      at: new Date().toISOString(),
      method: call.method,
      path: call.path,
      query: Object.fromEntries(call.query),
      form: Object.fromEntries(call.form),
      headers,
      status: null,
      outcome: "pending",
    };
    this.#entries.push(entry);
    if (this.#entries.length > capacity) this.#entries.splice(0, capacity / 10);
    return entry;
  }

  /** Entries whose path contains `path` and whose number is greater than `since`. */
  list(path: string, since: number): SimLoggedRequest[] {
    return this.#entries.filter((entry) => entry.n > since && entry.path.includes(path));
  }

  /** Numbers go on rising after a clear, so `since` stays meaningful. */
  clear(): void {
    this.#entries = [];
  }
}
