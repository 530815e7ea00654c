import { z } from "zod";
import { apiError, methodNotAllowed, notFound } from "./errors";
import { json } from "./http";
import type { Call, Reply } from "./http";
import { LIFECYCLE_TYPES } from "./journal-entries";
import { now } from "./state";
import type { SimState } from "./state";
import type { SimAccessToken, SimJournalEntry } from "./types";

const scopes = {
  read: "developer.webhooks_journal.read",
  listSubscriptions: "developer.webhooks_journal.subscriptions.read",
  subscribe: "developer.webhooks_journal.subscriptions.write",
};

const subscriptionSchema = z.strictObject({
  subscriptionType: z.literal("APP_LIFECYCLE_EVENT"),
  eventTypeId: z.enum([LIFECYCLE_TYPES.install, LIFECYCLE_TYPES.uninstall]),
  properties: z.array(z.string()),
});

/** The journal belongs to an app, so it takes app-level tokens only. */
function authenticateApp(
  state: SimState,
  call: Call,
  scope: string,
): { token: SimAccessToken } | { failure: Reply } {
  const presented = /^Bearer +(\S+)$/i.exec(call.headers["authorization"] ?? "")?.[1];
  const token = state.accessTokens.get(presented ?? "");
  if (!token || token.hubId !== null || token.expiresAt <= now(state)) {
    const message = "Authentication credentials not found.";
    return { failure: apiError(401, message, { category: "INVALID_AUTHENTICATION" }) };
  }
  if (token.scopes.includes(scope)) return { token };
  const message = "This app hasn't been granted all required scopes to make this call.";
  const detail = {
    message: "One or more of the following scopes are required.",
    context: { requiredGranularScopes: [scope] },
  };
  return { failure: apiError(403, message, { category: "MISSING_SCOPES", errors: [detail] }) };
}

/** `GET` and `POST /webhooks-journal/subscriptions/2026-03`. Subscribing twice gives the same subscription. */
export function handleSubscriptions(state: SimState, call: Call): Reply {
  if (call.method === "GET") {
    const caller = authenticateApp(state, call, scopes.listSubscriptions);
    if ("failure" in caller) return caller.failure;
    const mine = state.journal.subscriptions.filter((s) => s.clientId === caller.token.clientId);
    return json(200, { results: mine.map((one) => view(state, one)) });
  }
  if (call.method !== "POST") return methodNotAllowed(call.method, ["GET", "POST"]);
  const caller = authenticateApp(state, call, scopes.subscribe);
  if ("failure" in caller) return caller.failure;
  const { clientId } = caller.token;
  const parsed = subscriptionSchema.safeParse(parse(call));
  if (!parsed.success) {
    return apiError(400, "Invalid input JSON", { category: "VALIDATION_ERROR" });
  }
  const { eventTypeId } = parsed.data;
  const { subscriptions } = state.journal;
  let found = subscriptions.find((s) => s.clientId === clientId && s.eventTypeId === eventTypeId);
  if (!found) {
    const createdAt = new Date(now(state)).toISOString();
    found = { id: subscriptions.length + 1, clientId, eventTypeId, createdAt };
    subscriptions.push(found);
  }
  return json(200, view(state, found));
}

function view(state: SimState, one: SimState["journal"]["subscriptions"][number]) {
  const isUninstall = one.eventTypeId === LIFECYCLE_TYPES.uninstall;
  return {
    id: one.id,
    appId: state.apps.get(one.clientId)?.appId ?? 0,
    subscriptionType: "APP_LIFECYCLE_EVENT",
    objectTypeId: one.eventTypeId,
    actions: [isUninstall ? "APP_UNINSTALL" : "APP_INSTALL"],
    createdAt: one.createdAt,
    updatedAt: one.createdAt,
  };
}

function parse(call: Call): unknown {
  try {
    return call.contentType === "application/json" ? JSON.parse(call.rawBody) : undefined;
  } catch {
    return undefined;
  }
}

/** `earliest`, `latest` or `offset/{offset}/next`: 200 with the place of an entry, 204 when there is none. */
export function handleJournalPlace(state: SimState, call: Call, place: string): Reply {
  const caller = authenticateApp(state, call, scopes.read);
  if ("failure" in caller) return caller.failure;
  const mine = state.journal.entries.filter((e) => e.clientId === caller.token.clientId);
  const offset = /^offset\/(.+)\/next$/.exec(place)?.[1];
  const index = mine.findIndex((entry) => entry.offset === offset);
  if (offset !== undefined && index < 0) return notFound(call.path);
  const entry = place === "latest" ? mine.at(-1) : mine[index + 1];
  if (!entry) return { status: 204, headers: {} };
  return json(200, {
    currentOffset: entry.offset,
    expiresAt: new Date(now(state) + 300_000).toISOString(),
    url: entry.url ?? signedUrl(call, entry),
  });
}

function signedUrl(call: Call, entry: SimJournalEntry): string {
  const signature = `${entry.offset}-signed`;
  return `http://${call.headers["host"] ?? ""}/journal-files/${entry.offset}?signature=${signature}`;
}

/** The contents of an entry. The address is signed, so a bearer token beside it is a mistake. */
export function handleJournalFile(state: SimState, call: Call, offset: string): Reply {
  const entry = state.journal.entries.find((one) => one.offset === offset);
  if (!entry || call.query.get("signature") !== `${offset}-signed`) {
    return apiError(403, "The request signature does not match.");
  }
  if (call.headers["authorization"] !== undefined) {
    return apiError(400, "Only one auth mechanism allowed");
  }
  return json(200, entry.file);
}
