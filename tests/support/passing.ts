import { request } from "undici";
import { afterEach, beforeEach } from "vitest";
import { tokenCalls } from "./checks";
import { makeKey, startDoor, type TestDoor } from "./door";
import { startApiStandIn, type ApiStandIn } from "./hubspot-api";
import { makePortal, type ConnectedPortal } from "./makers";
import type { World } from "./world";

export type Sent = Omit<NonNullable<Parameters<typeof request>[1]>, "headers"> & {
  headers?: Record<string, string>;
};

/** Calls through the door to a stand-in for HubSpot's API; a portal, a key, both servers are new for each test. */
export interface Passing {
  made: ConnectedPortal;
  /** May do all that is passed on. */
  key: string;
  keyId: string;
  api: ApiStandIn;
  door: TestDoor;
  /** Writes what was counted. */
  restart(): Promise<void>;
  /** Of a path of HubSpot's API. */
  addressOf(path: string): string;
  /** A call whose answer is not read yet. */
  open(path: string, sent?: Sent): ReturnType<typeof request>;
  send(path: string, sent?: Sent): Promise<PassedAnswer>;
  post(path: string, body: Sent["body"], headers?: Record<string, string>): Promise<PassedAnswer>;
  /** Refreshes that HubSpot saw. */
  refreshes(): Promise<number>;
}

export interface PassedAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  /** Empty where the answer is no JSON. */
  json: Record<string, unknown>;
}

/** Read what it gives inside tests only. */
export function usePassing(world: () => World): Passing {
  const passing = {} as Passing;
  const open: Passing["open"] = (path, { headers = {}, ...sent } = {}) =>
    request(passing.door.url + passing.addressOf(path), {
      ...sent,
      headers: { authorization: `Bearer ${passing.key}`, ...headers },
    });
  const send: Passing["send"] = async (path, sent) => readWhole(await open(path, sent));
  const start = () => startDoor(world(), { hubspotApiUrl: passing.api.url });
  beforeEach(async () => {
    await world().control.clearFaults();
    const made = await makePortal(world());
    const key = await makeKey(world(), { permissions: ["hubspot:read", "hubspot:write"] });
    Object.assign(passing, { made, ...key, api: await startApiStandIn() });
    passing.door = await start();
  });
  afterEach(async () => {
    await passing.door.close();
    await passing.api.close();
  });
  return Object.assign(passing, {
    addressOf: (path: string) => `/api/v1/portals/${passing.made.hubId}/hubspot${path}`,
    open,
    send,
    post: (path: string, body: Sent["body"], headers: Record<string, string> = {}) =>
      send(path, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
      }),
    refreshes: async () =>
      (await tokenCalls(world(), passing.made.app.clientId, "refresh_token")).length,
    async restart() {
      await passing.door.close();
      passing.door = await start();
    },
  });
}

async function readWhole(answer: Awaited<ReturnType<typeof request>>): Promise<PassedAnswer> {
  const { statusCode: status, headers, body } = answer;
  const bytes = Buffer.from(await body.arrayBuffer());
  const isJson = String(headers["content-type"]).includes("json") && bytes.byteLength > 0;
  const json = (isJson ? JSON.parse(bytes.toString()) : {}) as PassedAnswer["json"];
  return { status, headers, bytes, json };
}

/** What a problem of the door looks like. */
export function problem(status: number, code: string) {
  return { status, json: { status, code } };
}
