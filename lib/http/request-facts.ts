import "server-only";
import { randomUUID } from "node:crypto";

/** Facts about a request that our own server has put into headers; a client cannot set them (see bin/server.mjs). */
export interface RequestFacts {
  requestId: string;
  ip?: string;
  userAgent?: string;
  path: string;
}

export function requestFacts(headers: Headers): RequestFacts {
  return {
    requestId: headers.get("x-request-id") ?? randomUUID(),
    ip: headers.get("x-portico-client-ip") ?? undefined,
    userAgent: headers.get("user-agent")?.slice(0, 300) ?? undefined,
    path: headers.get("x-portico-path") ?? "/",
  };
}
