import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createListener } from "@/bin/server/listener.mjs";
import { createApiKey } from "@/lib/api-keys/create";
import type { CreateApiKeyInput } from "@/lib/api-keys/schemas";
import { createDoor } from "@/lib/door/door";
import type { World } from "./world";

export interface DoorAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface TestDoor {
  url: string;
  call(path: string, options?: { key?: string; method?: string }): Promise<DoorAnswer>;
  /** Writes what was counted, and stops. */
  close(): Promise<void>;
}

/**
 * The door of a world behind the listener of the web server.
 * @param options.hubspotApiUrl where calls through it go; tokens come from the simulator all the same
 * @param options.databaseUrl another way to the world's database
 */
export async function startDoor(
  world: World,
  { databaseUrl, ...options }: { hubspotApiUrl?: string; databaseUrl?: string } = {},
): Promise<TestDoor> {
  const { actor: _actor, requestId: _requestId, ...resources } = world.context();
  const env = { ...world.env, ...options };
  const door = createDoor({ ...resources, env }, databaseUrl ?? world.databaseUrl);
  const server = createServer(
    createListener({
      trustedProxies: 0,
      log: { error: () => undefined },
      handlers: [(request, response) => door.handle(request, response)],
    }),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async call(path, { key, method = "GET" } = {}) {
      const headers = key === undefined ? undefined : { authorization: `Bearer ${key}` };
      const answer = await fetch(`${url}/api/v1${path}`, { method, headers });
      const body = (await answer.json()) as DoorAnswer["body"];
      return { status: answer.status, headers: answer.headers, body };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await door.close();
    },
  };
}

/** A key that may do everything, unless `input` says otherwise. */
export async function makeKey(
  world: World,
  input: Partial<CreateApiKeyInput> = {},
): Promise<{ keyId: string; key: string }> {
  const made = await createApiKey(world.context(), {
    name: "Contact sync",
    permissions: ["tokens:read", "portals:read", "portals:write"],
    expiresInDays: null,
    appIds: [],
    hubIds: [],
    ...input,
  });
  world.secrets.push(made.key);
  return made;
}
