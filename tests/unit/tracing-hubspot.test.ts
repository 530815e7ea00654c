import { describe, expect, it } from "vitest";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { Transport } from "@/lib/hubspot/transport";
import { traceCalls } from "@/lib/tracing/hubspot-calls";
import { useTracing } from "../support/tracing";

const MARK = "mark-of-a-secret-0123456789";
const tracingOf = useTracing();
const start = () => tracingOf().start();
const sent = () => tracingOf().sent();
const posted = () => JSON.stringify(tracingOf().collector.posts);

describe("a call to HubSpot", () => {
  const call = (path: string, transport: Transport, method: "GET" | "POST" | "DELETE" = "GET") =>
    traceCalls(transport)({
      method,
      url: new URL(path, "https://api.hubapi.com"),
      operation: "other",
    });
  const answering: Transport = async () => ({ httpStatus: 200, body: {}, correlationId: "c-1" });

  it("is a span with its status and HubSpot's correlation id", async () => {
    await start();
    await call("/oauth/2026-09/token", answering, "POST");
    const [span] = await sent();
    expect(span).toMatchObject({ name: "POST /oauth/2026-09/token", kind: 3, isFailed: false });
    expect(span?.attributes).toEqual({
      "http.request.method": "POST",
      "http.response.status_code": 200,
      "server.address": "api.hubapi.com",
      "url.path": "/oauth/2026-09/token",
      "hubspot.correlation_id": "c-1",
    });
  });

  it("that fails is a failed span, with the kind of the failure", async () => {
    await start();
    const error = new HubSpotError({ kind: "rate_limited", httpStatus: 429, correlationId: "c-2" });
    await expect(call("/oauth/v1/token", () => Promise.reject(error))).rejects.toBe(error);
    const [span] = await sent();
    expect(span?.isFailed).toBe(true);
    expect(span?.attributes).toMatchObject({
      "http.response.status_code": 429,
      "error.type": "rate_limited",
      "hubspot.correlation_id": "c-2",
    });
  });

  it.each([
    [`/oauth/v1/access-tokens/${MARK}`, "/oauth/v1/access-tokens/[redacted]"],
    [`/oauth/v1/refresh-tokens/${MARK}`, "/oauth/v1/refresh-tokens/[redacted]"],
    [
      `/webhooks-journal/journal/2026-03/offset/${MARK}/next`,
      "/webhooks-journal/journal/2026-03/offset/[redacted]/next",
    ],
    ["/webhooks-journal/journal/2026-03/earliest", "/webhooks-journal/journal/2026-03/earliest"],
    ["/crm/v3/objects/contacts?limit=10", "/crm/v3/objects/contacts"],
    ["/account-info/2026-03/details", "/account-info/2026-03/details"],
    [`/files/${MARK}?signature=${MARK}`, undefined],
    [`/oauth/v1/token/${MARK}`, undefined],
  ])("to %s is named %s", async (path, named) => {
    await start();
    await call(path, answering);
    const [span] = await sent();
    expect(span?.name).toBe(["GET", named].filter(Boolean).join(" "));
    expect(span?.attributes["url.path"]).toBe(named);
    expect(posted()).not.toContain(MARK);
  });
});
