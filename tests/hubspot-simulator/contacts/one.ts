import { authenticateBearer } from "../bearer";
import { json } from "../http";
import type { Call, Reply } from "../http";
import type { SimState } from "../state";
import type { SimContact, SimPortal } from "../types";
import { readBody, writeBody } from "./body";
import { readArchived } from "./list";
import { judgeValues } from "./properties";
import { emailTaken, invalidInput, invalidValues, noSuchContact } from "./refusals";
import { READ_SCOPES, WRITE_SCOPES } from "./scopes";
import { archiveContact, changeContact, findContact } from "./store";
import { namesAsked, viewContact } from "./view";

/** `GET .../contacts/{id}`, or by address with `idProperty=email`. */
export function handleGet(state: SimState, call: Call, id: string): Reply {
  const caller = authenticateBearer(state, call, READ_SCOPES);
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  const archived = readArchived(call.query);
  if (archived === null) return invalidInput("archived", rateHeaders);
  const found = lookUp(portal, call, id, archived, rateHeaders);
  if ("failure" in found) return found.failure;
  return json(200, viewContact(portal, found.contact, namesAsked(call.query)), rateHeaders);
}

/** `PATCH .../contacts/{id}`: what is given is overwritten, an empty text clears. */
export function handleUpdate(state: SimState, call: Call, id: string): Reply {
  const caller = authenticateBearer(state, call, WRITE_SCOPES);
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  const read = readBody(call, writeBody, rateHeaders);
  if ("failure" in read) return read.failure;
  const found = lookUp(portal, call, id, false, rateHeaders);
  if ("failure" in found) return found.failure;
  const { contact } = found;
  const { properties } = read.body;
  const invalid = judgeValues(portal, properties);
  if (invalid.length > 0) return invalidValues(invalid, rateHeaders);
  const holder = properties["email"] && findContact(portal, properties["email"], "email");
  if (holder && holder !== contact) return emailTaken(holder.id, rateHeaders);
  changeContact(state, contact, properties);
  return json(200, viewContact(portal, contact, Object.keys(properties)), rateHeaders);
}

/** `DELETE .../contacts/{id}`: archives; again and for unknown ones it says the same. */
export function handleArchive(state: SimState, call: Call, id: string): Reply {
  const caller = authenticateBearer(state, call, WRITE_SCOPES);
  if ("failure" in caller) return caller.failure;
  const contact = findContact(caller.portal, id);
  if (contact) archiveContact(state, contact);
  return { status: 204, headers: caller.rateHeaders };
}

function lookUp(
  portal: SimPortal,
  call: Call,
  id: string,
  archived: boolean,
  headers: Record<string, string>,
): { contact: SimContact } | { failure: Reply } {
  const by = call.query.get("idProperty") ?? "hs_object_id";
  if (by !== "hs_object_id" && by !== "email")
    return { failure: invalidInput("idProperty", headers, `${by} is not unique`) };
  const contact = findContact(portal, id, by, archived);
  return contact ? { contact } : { failure: noSuchContact(headers) };
}
