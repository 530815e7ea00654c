import { authenticateBearer } from "./bearer";
import { apiError } from "./errors";
import { json } from "./http";
import type { Call, Reply } from "./http";
import type { SimState } from "./state";
import type { SimContact } from "./types";

const defaultProperties = ["email", "firstname", "lastname"];

/** `GET .../contacts` (list). Default limit 10, greatest 100; `after` is the cursor of the page before. */
export function handleContacts(state: SimState, call: Call): Reply {
  const caller = authenticateBearer(state, call, ["crm.objects.contacts.read"]);
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  const limit = wholeNumber(call.query.get("limit"), 10);
  const after = wholeNumber(call.query.get("after"), 0);
  if (limit === null || limit < 1 || limit > 100) return invalidInput("limit", rateHeaders);
  if (after === null) return invalidInput("after", rateHeaders);
  const archived = call.query.get("archived") ?? "false";
  if (archived !== "true" && archived !== "false") return invalidInput("archived", rateHeaders);

  const wanted = portal.contacts
    .filter((contact) => contact.archived === (archived === "true"))
    .sort((a, b) => Number(a.id) - Number(b.id))
    .filter((contact) => Number(contact.id) > after);
  const page = wanted.slice(0, limit);
  const last = page.at(-1);
  const names = call.query.getAll("properties").flatMap((value) => value.split(","));
  const results = page.map((contact) => view(contact, names));
  if (!last || wanted.length <= limit) return json(200, { results }, rateHeaders);
  const query = new URLSearchParams(call.query);
  query.set("after", last.id);
  const link = `https://api.hubapi.com${call.path}?${query}`;
  return json(200, { results, paging: { next: { after: last.id, link } } }, rateHeaders);
}

function view(contact: SimContact, names: string[]) {
  const shown = names.some(Boolean) ? names.filter(Boolean) : defaultProperties;
  const properties: Record<string, string | null> = {
    createdate: contact.createdAt,
    hs_object_id: contact.id,
    lastmodifieddate: contact.updatedAt,
  };
  for (const name of shown) properties[name] ??= contact.properties[name] ?? null;
  const { id, createdAt, updatedAt, archived } = contact;
  return { id, properties, createdAt, updatedAt, archived };
}

function wholeNumber(value: string | null, fallback: number): number | null {
  if (value === null) return fallback;
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function invalidInput(name: string, headers: Record<string, string>): Reply {
  const message = `Invalid input: ${name} is not valid`;
  const errors = [{ message, in: name }];
  return apiError(400, message, { category: "VALIDATION_ERROR", errors }, headers);
}
