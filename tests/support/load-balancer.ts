import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";

/**
 * A load balancer as they are: it asks each server for its readiness again and again, sends to those that are ready by
 * turns, keeps connections open, and sends nothing a second time.
 */
export interface LoadBalancer {
  /** @returns the status, or the code of what went wrong */
  get(path: string, headers: Record<string, string>): Promise<string>;
  /** Settles when this server is in use. */
  untilReady(url: string): Promise<void>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 100;

/** @param urls of the servers, read at each look: they come and go */
export function startLoadBalancer(urls: () => string[]): LoadBalancer {
  const agent = new Agent({ connections: 8, pipelining: 1 });
  let ready: string[] = [];
  let turn = 0;
  let isClosed = false;
  const isReady = async (url: string) => {
    const looked = await request(`${url}/api/health/ready`).catch(() => undefined);
    await looked?.body.dump();
    return looked?.statusCode === 200;
  };
  const look = async () => {
    while (!isClosed) {
      const known = urls();
      const verdicts = await Promise.all(known.map(isReady));
      ready = known.filter((_url, at) => verdicts[at]);
      await sleep(LOOK_EVERY_MS);
    }
  };
  const looking = look();
  return {
    async get(path, headers) {
      const url = ready[(turn += 1) % ready.length];
      if (!url) return "no server is ready";
      try {
        const { statusCode, body } = await request(`${url}${path}`, { dispatcher: agent, headers });
        await body.dump();
        return String(statusCode);
      } catch (error) {
        return String((error as { code?: string }).code ?? error);
      }
    },
    async untilReady(url) {
      while (!ready.includes(url)) await sleep(LOOK_EVERY_MS);
    },
    async close() {
      isClosed = true;
      await looking;
      await agent.close();
    },
  };
}
