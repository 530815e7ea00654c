import { authenticateBearer } from "../bearer";
import { json } from "../http";
import type { Call, Reply } from "../http";
import type { SimState } from "../state";
import { invalidInput } from "./refusals";
import { READ_SCOPES } from "./scopes";
import { contactsOf } from "./store";
import { namesAsked, viewContact } from "./view";

/** `GET .../contacts` (list). Default limit 10, greatest 100; `after` is the id that the next page begins with. */
export function handleList(state: SimState, call: Call): Reply {
  const caller = authenticateBearer(state, call, READ_SCOPES);
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  const limit = wholeNumber(call.query.get("limit"), 10);
  const after = wholeNumber(call.query.get("after"), 0);
  const archived = readArchived(call.query);
  if (limit === null || limit < 1 || limit > 100) return invalidInput("limit", rateHeaders);
  if (after === null) return invalidInput("after", rateHeaders);
  if (archived === null) return invalidInput("archived", rateHeaders);

  const wanted = contactsOf(portal, archived).filter(({ id }) => Number(id) >= after);
  const names = namesAsked(call.query);
  const results = wanted.slice(0, limit).map((contact) => viewContact(portal, contact, names));
  const next = wanted[limit];
  if (!next) return json(200, { results }, rateHeaders);
  const query = new URLSearchParams(call.query);
  query.set("after", next.id);
  const link = `https://api.hubapi.com${call.path}?${query}`;
  return json(200, { results, paging: { next: { after: next.id, link } } }, rateHeaders);
}

/** null when it is neither true nor false. */
export function readArchived(query: URLSearchParams): boolean | null {
  const text = query.get("archived") ?? "false";
  return text === "true" || text === "false" ? text === "true" : null;
}

function wholeNumber(value: string | null, fallback: number): number | null {
  if (value === null) return fallback;
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}
