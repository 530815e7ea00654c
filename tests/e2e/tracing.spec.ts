import { rmSync } from "node:fs";
import { startCollector } from "../support/collector";
import { expect, test } from "./support/fixtures";
import { addApp, connectPortal } from "./support/journey";
import { OWNER, setUp } from "./support/people";
import { freePort } from "./support/processes";
import { launch, SETUP_TOKEN, startSimulator, temporaryFolder } from "./support/stack";

test("a click on Refresh now is one trace to HubSpot's correlation id, and no trace holds a secret", async ({
  browser,
  guard,
}) => {
  test.setTimeout(300_000);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const collector = await startCollector();
    undo.push(() => collector.close());
    const dataDir = temporaryFolder();
    undo.push(async () => rmSync(dataDir, { recursive: true, force: true }));
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const simulator = await startSimulator([`${origin}/oauth/callback`]);
    undo.push(() => simulator.program.stop());
    const server = await launch({
      ...{ port, dataDir, simulatorOrigin: simulator.origin },
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_EXPORTER_OTLP_HEADERS: "api-key=key-of-the-collector-0123456789",
        PORTICO_DRAIN_SECONDS: "0",
      },
    });
    undo.push(() => server.stop());
    guard.ignore(simulator.origin);
    const context = await browser.newContext({ baseURL: origin });
    undo.push(() => context.close());
    await guard.watch(context);
    const page = await context.newPage();
    await setUp(page);
    await addApp(page);
    await page.goto(await connectPortal(page, 62515));
    const posted = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Refresh now" }).click();
    await expect(page.getByText("The access token was refreshed.")).toBeVisible();
    const requestId = (await posted).headers()["x-request-id"];
    await page.goto("about:blank");
    // What waits is sent before the end.
    expect(await server.stop()).toBe(0);

    const spans = collector.spans();
    const refresh = spans.find(({ name }) => name === "portico.refresh");
    const ofTrace = spans.filter(({ traceId }) => traceId === refresh?.traceId);
    const [root, ...otherRoots] = ofTrace.filter(({ parentSpanId }) => !parentSpanId);
    expect(otherRoots).toEqual([]);
    expect(root?.name).toBe("POST /portals/[portalId]");
    expect(root?.attributes["portico.request_id"]).toBe(requestId);
    expect(refresh?.attributes).toMatchObject({
      "portico.request_id": requestId,
      "portico.hub_id": "62515",
      "portico.outcome": "renewed",
    });
    const call = ofTrace.find(({ parentSpanId }) => parentSpanId === refresh?.spanId);
    expect(call?.name).toMatch(/^POST \/oauth\/[\w-]+\/token$/);
    expect(call?.attributes["hubspot.correlation_id"]).toMatch(/^[0-9a-f-]{36}$/);

    const keys = collector.posts.map(({ headers }) => headers["api-key"]);
    expect(new Set(keys)).toEqual(new Set(["key-of-the-collector-0123456789"]));

    // The callback of the connect was traced, too, and its query held a code.
    expect(spans.map(({ name }) => name)).toContain("GET /oauth/callback");
    const told = collector.posts.map(({ path, body }) => path + body).join("\n");
    const { apps, refreshTokens, accessTokens, codes } = await simulator.control.state();
    const secrets = [
      ...[SETUP_TOKEN, OWNER.email, OWNER.password, "key-of-the-collector"],
      ...apps.map(({ clientSecret }) => clientSecret),
      ...[...refreshTokens, ...accessTokens].map(({ token }) => token),
      ...codes.map(({ code }) => code),
    ];
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    for (const word of ["code=", "state=", "?"]) expect(told).not.toContain(word);
  } finally {
    for (const step of undo.reverse()) await step();
  }
});
