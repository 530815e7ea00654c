import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { HubSpotError } from "@/lib/hubspot/errors";
import { createJournalClient } from "@/lib/hubspot/journal";
import type { Answer, Call } from "@/lib/hubspot/transport";

const TOKEN = new Secret("app-level-token-0001");
const FILE = "https://api.hubapi.com/files/1?signature=abc";

function clientThatAnswers(answer: Partial<Answer>, apiUrl = "https://api.hubapi.com") {
  const calls: Call[] = [];
  const client = createJournalClient(apiUrl, (call) => {
    calls.push(call);
    return Promise.resolve({ httpStatus: 200, body: undefined, ...answer });
  });
  return { client, calls };
}

async function refusal(work: Promise<unknown>): Promise<HubSpotError> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!(error instanceof HubSpotError)) throw new Error("it was not refused");
  return error;
}

describe("asking for a place in the journal", () => {
  it("asks for the earliest entry or the one after an offset, with the token in the header", async () => {
    const body = { currentOffset: "o-1", expiresAt: "2026-11-21T10:00:00Z", url: FILE };
    const { client, calls } = clientThatAnswers({ body });
    expect(await client.next(TOKEN, null)).toEqual({ offset: "o-1", url: FILE });
    await client.next(TOKEN, "a/../b");
    expect(calls.map(({ url }) => url.pathname)).toEqual([
      "/webhooks-journal/journal/2026-03/earliest",
      "/webhooks-journal/journal/2026-03/offset/a%2F..%2Fb/next",
    ]);
    expect(calls[0]).toMatchObject({ method: "GET", bearer: TOKEN.reveal() });
  });

  it("reads 204 as nothing new", async () => {
    const { client } = clientThatAnswers({ httpStatus: 204 });
    expect(await client.next(TOKEN, "o-1")).toBeUndefined();
  });

  it.each([[undefined], [{}], [{ currentOffset: "", url: FILE }], [{ currentOffset: "o" }]])(
    "refuses an answer without offset or address: %j",
    async (body) => {
      const { client } = clientThatAnswers({ body });
      expect(await refusal(client.next(TOKEN, null))).toMatchObject({ kind: "malformed" });
    },
  );
});

describe("fetching an entry", () => {
  it("leaves the token out, because the address is signed, and allows for a large file", async () => {
    const { client, calls } = clientThatAnswers({ body: [] });
    await client.uninstalls({ offset: "o", url: FILE });
    expect(calls[0]?.bearer).toBeUndefined();
    expect(calls[0]?.maxBodyBytes).toBeGreaterThan(1024 * 1024);
  });

  it.each([
    "https://journal.example/1",
    "http://api.hubapi.com/1",
    "https://api.hubapi.com.evil.example/1",
    "https://api.hubapi.com@evil.example/1",
    "http://127.0.0.1:5432/",
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
    "not an address",
  ])("never follows %s", async (url) => {
    const { client, calls } = clientThatAnswers({ body: [] });
    expect(await refusal(client.uninstalls({ offset: "o", url }))).toMatchObject({
      kind: "malformed",
      status: "FOREIGN_URL",
    });
    expect(calls).toEqual([]);
  });

  it("follows the simulator to its own origin and to no other port of this machine", async () => {
    const { client, calls } = clientThatAnswers({ body: [] }, "http://127.0.0.1:4010");
    await client.uninstalls({ offset: "o", url: "http://127.0.0.1:4010/journal-files/1" });
    expect(calls).toHaveLength(1);
    await refusal(client.uninstalls({ offset: "o", url: "http://127.0.0.1:4011/state" }));
    expect(calls).toHaveLength(1);
  });

  it("reads when an uninstall happened, when that is told", async () => {
    const events = [
      { action: "APP_UNINSTALL", portalId: 62515, occurredAt: 1_790_000_000_000 },
      { action: "APP_UNINSTALL", portalId: "62516", occurredAt: "2026-09-21T14:13:20Z" },
      { action: "APP_UNINSTALL", portalId: 62517, occurredAt: "yesterday" },
      { action: "APP_UNINSTALL" },
      { action: "APP_UNINSTALL", portalId: "62517; DROP" },
      { action: "UPDATE", portalId: 62518 },
    ];
    const { client } = clientThatAnswers({ body: { journalEvents: events } });
    expect(await client.uninstalls({ offset: "o", url: FILE })).toEqual([
      { hubId: "62515", at: new Date(1_790_000_000_000) },
      { hubId: "62516", at: new Date("2026-09-21T14:13:20Z") },
      { hubId: "62517", at: undefined },
    ]);
  });

  it("refuses what is no list of events", async () => {
    const { client } = clientThatAnswers({ body: { hello: "world" } });
    expect(await refusal(client.uninstalls({ offset: "o", url: FILE }))).toMatchObject({
      status: "UNREADABLE_ENTRY",
    });
  });
});
