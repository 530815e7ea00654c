import { z } from "zod";
import { approve } from "./authorize";
import { bulkGrantsSchema, knownGrantSchema, openBulkGrants, openKnownGrant } from "./bulk-grants";
import { putContact } from "./contacts/store";
import { endGrantsOf, uninstall } from "./grants";
import { addEntry } from "./journal-entries";
import {
  appSchema,
  authorizeSchema,
  contactsSchema,
  expireSchema,
  faultSchema,
  journalSchema,
  moveSchema,
  portalSchema,
  revokeGrantSchema,
  secretSchema,
  settingsSchema,
  uninstallSchema,
} from "./schemas";
import { now } from "./state";
import type { SimState } from "./state";
import { viewState } from "./state-view";
import type { SimApp, SimPortal } from "./types";
import type { World } from "./world";

export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface ControlCall {
  world: World;
  body: unknown;
  query: URLSearchParams;
  /** Decoded captures of the route's `:name` segments, in order. */
  params: string[];
}

type ControlHandler = (call: ControlCall) => unknown;

function appOf(state: SimState, clientId: string | undefined): SimApp {
  const app = state.apps.get(clientId ?? "");
  if (!app) throw new ControlError(404, `unknown app ${clientId}`);
  return app;
}

function portalOf(state: SimState, hubId: string | number | undefined): SimPortal {
  const portal = state.portals.get(Number(hubId));
  if (!portal) throw new ControlError(404, `unknown portal ${hubId}`);
  return portal;
}

/** Every control call by "METHOD /path". Answers become JSON; undefined becomes 204. */
export const controlRoutes: Record<string, ControlHandler> = {
  "POST /reset": ({ world }) => world.reset(),
  "GET /state": ({ world }) => viewState(world.state),

  "GET /apps": ({ world }) => [...world.state.apps.values()],
  "POST /apps": ({ world, body }) => {
    const app = appSchema.parse(body);
    world.state.apps.set(app.clientId, app);
    return app;
  },
  "POST /apps/:clientId/secret": ({ world, body, params }) => {
    const app = appOf(world.state, params[0]);
    app.clientSecret = secretSchema.parse(body).clientSecret;
    return app;
  },

  "GET /portals": ({ world }) => [...world.state.portals.values()],
  "POST /portals": ({ world, body }) => {
    const portal = portalSchema.parse(body);
    world.state.portals.set(portal.hubId, portal);
    return portal;
  },
  "POST /portals/:hubId/uninstall": ({ world, body, params }) => {
    const { hubId } = portalOf(world.state, params[0]);
    const { clientId } = appOf(world.state, uninstallSchema.parse(body).clientId);
    return { endedGrants: uninstall(world.state, clientId, hubId) };
  },
  "POST /portals/:hubId/delete": ({ world, params }) => {
    portalOf(world.state, params[0]).deleted = true;
  },
  "POST /portals/:hubId/contacts": ({ world: { state }, body, params }) => {
    const portal = portalOf(state, params[0]);
    return contactsSchema.parse(body).contacts.map((change) => putContact(state, portal, change));
  },
  "POST /portals/:hubId/move": ({ world, body, params }) => {
    const portal = portalOf(world.state, params[0]);
    const { uiDomain, dataHostingLocation } = moveSchema.parse(body);
    return Object.assign(portal, { uiDomain, hublet: dataHostingLocation });
  },

  "POST /tokens/expire": ({ world: { state }, body }) => {
    const { hubId, clientId } = expireSchema.parse(body ?? {});
    const at = now(state);
    let expired = 0;
    for (const token of state.accessTokens.values()) {
      if (hubId !== undefined && token.hubId !== hubId) continue;
      if (clientId !== undefined && token.clientId !== clientId) continue;
      if (token.expiresAt <= at) continue;
      token.expiresAt = at;
      expired += 1;
    }
    return { expired };
  },
  "POST /grants/bulk": ({ world: { state }, body }) => {
    const input = bulkGrantsSchema.parse(body);
    return openBulkGrants(state, appOf(state, input.clientId), input);
  },
  "POST /grants": ({ world: { state }, body }) => {
    const input = knownGrantSchema.parse(body);
    openKnownGrant(state, appOf(state, input.clientId), portalOf(state, input.hubId), input);
  },
  "POST /grants/revoke": ({ world: { state }, body }) => {
    const { hubId, clientId } = revokeGrantSchema.parse(body);
    return { endedGrants: endGrantsOf(state, clientId, portalOf(state, hubId).hubId, "revoked") };
  },
  "POST /authorize": ({ world: { state }, body }) => {
    const input = authorizeSchema.parse(body);
    const request = {
      clientId: input.clientId,
      redirectUri: input.redirectUri,
      scope: input.scope,
      optionalScope: input.optionalScope ?? null,
      state: input.state ?? null,
      codeChallenge: input.codeChallenge ?? null,
      codeChallengeMethod: input.codeChallenge === undefined ? null : "S256",
    };
    const result = approve(state, request, input.hubId, input.userId ?? null);
    if ("problem" in result) throw new ControlError(400, result.problem);
    return result;
  },

  "POST /journal": ({ world: { state }, body }) => {
    const { clientId, file, url } = journalSchema.parse(body);
    return { offset: addEntry(state, appOf(state, clientId).clientId, file, url) };
  },

  "GET /faults": ({ world }) => world.faults.list(),
  "POST /faults": ({ world, body }) => ({ id: world.faults.add(faultSchema.parse(body)) }),
  "DELETE /faults": ({ world }) => world.faults.clear(),
  "DELETE /faults/:id": ({ world, params }) => {
    if (!world.faults.remove(params[0] ?? "")) throw new ControlError(404, "unknown fault");
  },
  "GET /settings": ({ world }) => world.state.settings,
  "POST /settings": ({ world: { state }, body }) => {
    const changes = z.record(z.string(), z.unknown()).parse(body);
    state.settings = settingsSchema.parse({ ...state.settings, ...changes });
    return state.settings;
  },

  "GET /requests": ({ world, query }) => {
    const since = z.coerce
      .number()
      .int()
      .nonnegative()
      .parse(query.get("since") ?? "0");
    return world.log.list(query.get("path") ?? "", since);
  },
  "DELETE /requests": ({ world }) => world.log.clear(),
};
