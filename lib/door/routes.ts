import "server-only";
import type { z } from "zod";
import type { Route } from "./call";
import { listCall, portalCall, refreshCall, revokeCall } from "./portal-calls";
import {
  listAnswer,
  listQuery,
  portalAnswer,
  portalQuery,
  refreshAnswer,
  revokeAnswer,
  tokenAnswer,
  tokenQuery,
} from "./schemas";
import { readToken } from "./token-call";

/** A route with what goes in and out; the OpenAPI document is made from these. */
export type DescribedRoute = Route & { does: string; query: z.ZodObject; answer: z.ZodObject };

export const ROUTES: DescribedRoute[] = [
  {
    method: "GET",
    path: "/portals",
    does: "List portals, by Hub ID",
    permission: "portals:read",
    about: "key",
    query: listQuery,
    answer: listAnswer,
    run: listCall,
  },
  {
    method: "GET",
    path: "/portals/{hubId}",
    does: "One portal: installer, scopes, health",
    permission: "portals:read",
    about: "portal",
    query: portalQuery,
    answer: portalAnswer,
    run: portalCall,
  },
  {
    method: "GET",
    path: "/portals/{hubId}/token",
    does: "A working access token",
    permission: "tokens:read",
    about: "portal",
    query: tokenQuery,
    answer: tokenAnswer,
    run: readToken,
  },
  {
    method: "POST",
    path: "/portals/{hubId}/refresh",
    does: "Refresh the access token now",
    permission: "portals:write",
    about: "portal",
    query: portalQuery,
    answer: refreshAnswer,
    run: refreshCall,
  },
  {
    method: "DELETE",
    path: "/portals/{hubId}/grant",
    does: "Revoke the refresh token",
    permission: "portals:write",
    about: "portal",
    query: portalQuery,
    answer: revokeAnswer,
    run: revokeCall,
  },
];

export type Match =
  { route: DescribedRoute; hubId: string | null } | { allowed: string[] } | undefined;

/** The route of a method and a path below /api/v1; the methods that the path does take; or undefined. */
export function matchRoute(method: string, path: string): Match {
  const fits = ROUTES.flatMap((route) => {
    const found = patternOf(route.path).exec(path);
    return found ? [{ route, hubId: found[1] ?? null }] : [];
  });
  if (fits.length === 0) return undefined;
  return (
    fits.find(({ route }) => route.method === method) ?? {
      allowed: fits.map(({ route }) => route.method),
    }
  );
}

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path) ?? new RegExp(`^${path.replace("{hubId}", "([^/]+)")}$`);
  patterns.set(path, known);
  return known;
}
