import { authenticateBearer } from "../bearer";
import { apiError } from "../errors";
import { json } from "../http";
import type { Call, Reply } from "../http";
import { now } from "../state";
import type { SimState } from "../state";
import type { SimContact, SimPortal } from "../types";
import { readBody } from "./body";
import { isDefined } from "./properties";
import { invalidInput } from "./refusals";
import { READ_SCOPES } from "./scopes";
import { searchBody, type SearchBody } from "./search-body";
import { asComparable, holdsText, matches, valueOf, valuesOf } from "./search-match";
import { contactsOf } from "./store";
import { viewContact } from "./view";

const MOST_BODY_SIGNS = 3_000;
/** HubSpot pages no further than this, however many there are. */
const MOST_RESULTS = 10_000;

/** `POST .../contacts/search`: live contacts only, with a limit of its own (5 a second) and no rate-limit headers. */
export function handleSearch(state: SimState, call: Call): Reply {
  const caller = authenticateBearer(state, call, READ_SCOPES, "searches");
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  if (call.rawBody.length > MOST_BODY_SIGNS)
    return invalidInput("body", rateHeaders, `has more than ${MOST_BODY_SIGNS} characters`);
  const read = readBody(call, searchBody, rateHeaders);
  if ("failure" in read) return read.failure;
  const { body } = read;
  const wrong = wrongName(portal, body);
  if (wrong !== undefined) return invalidInput(wrong, rateHeaders);
  const { after, limit } = body;
  if (after + limit > MOST_RESULTS)
    return apiError(400, "There was a problem with the request.", { category: "VALIDATION_ERROR" });

  const found = find(state, portal, body);
  const end = after + limit;
  const results = found
    .slice(after, end)
    .map((contact) => viewContact(portal, contact, body.properties));
  const paging = found.length > end && { paging: { next: { after: String(end) } } };
  return json(200, { total: found.length, results, ...paging }, rateHeaders);
}

/** A property that the account does not have, or one whose value cannot be compared. */
function wrongName(portal: SimPortal, { filterGroups, sorts }: SearchBody): string | undefined {
  const filters = filterGroups.flatMap((group) => group.filters);
  const names = [...filters, ...sorts].map(({ propertyName }) => propertyName);
  const unknown = names.find((name) => !isDefined(portal, name));
  const unreadable = filters.find((filter) =>
    valuesOf(filter).some((text) => Number.isNaN(asComparable(filter.propertyName, text))),
  );
  return unknown ?? unreadable?.propertyName;
}

/** Groups are joined by OR, the filters of a group by AND. */
function find(state: SimState, portal: SimPortal, body: SearchBody): SimContact[] {
  const { filterGroups, query, sorts } = body;
  const indexedUntil = now(state) - state.settings.searchLagSeconds * 1000;
  const found = contactsOf(portal, false).filter(
    (contact) =>
      Date.parse(contact.updatedAt) <= indexedUntil &&
      (query === "" || holdsText(contact, query)) &&
      (filterGroups.length === 0 ||
        filterGroups.some(({ filters }) => filters.every((filter) => matches(contact, filter)))),
  );
  const [sort] = sorts;
  if (!sort) return found;
  const sign = sort.direction === "ASCENDING" ? 1 : -1;
  return found.sort((a, b) => sign * compare(a, b, sort.propertyName));
}

/** Those without a value come first. */
function compare(a: SimContact, b: SimContact, name: string): number {
  const [one, other] = [valueOf(a, name) ?? "", valueOf(b, name) ?? ""];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
