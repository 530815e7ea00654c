import { authenticateBearer } from "../bearer";
import { json } from "../http";
import type { Call, Reply } from "../http";
import type { SimState } from "../state";
import { readBody, writeBody } from "./body";
import { judgeValues } from "./properties";
import { emailTaken, invalidInput, invalidValues } from "./refusals";
import { WRITE_SCOPES } from "./scopes";
import { createContact, findContact } from "./store";
import { viewContact } from "./view";

/** HubSpot's guide: a new contact has at least one of these. */
const ONE_OF = ["email", "firstname", "lastname"];

/** `POST .../contacts` */
export function handleCreate(state: SimState, call: Call): Reply {
  const caller = authenticateBearer(state, call, WRITE_SCOPES);
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  const read = readBody(call, writeBody, rateHeaders);
  if ("failure" in read) return read.failure;
  const { properties } = read.body;
  const invalid = judgeValues(portal, properties);
  if (invalid.length > 0) return invalidValues(invalid, rateHeaders);
  if (!ONE_OF.some((name) => properties[name]))
    return invalidInput("properties", rateHeaders, `needs one of ${ONE_OF.join(", ")}`);
  const holder = properties["email"] && findContact(portal, properties["email"], "email");
  if (holder) return emailTaken(holder.id, rateHeaders);
  const contact = createContact(state, portal, properties);
  return json(201, viewContact(portal, contact, Object.keys(properties)), rateHeaders);
}
