import { z } from "zod";
import { authenticateBearer } from "../bearer";
import { json } from "../http";
import type { Call, Reply } from "../http";
import { now } from "../state";
import type { SimState } from "../state";
import { readBody } from "./body";
import { readArchived } from "./list";
import { invalidInput } from "./refusals";
import { READ_SCOPES } from "./scopes";
import { findContact } from "./store";
import { viewContact } from "./view";

const batchBody = z.object({
  inputs: z.array(z.object({ id: z.string() })).max(100),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.enum(["hs_object_id", "email"]).default("hs_object_id"),
});

/** `POST .../contacts/batch/read`: up to 100; 207 names those that are not there. */
export function handleBatchRead(state: SimState, call: Call): Reply {
  const caller = authenticateBearer(state, call, READ_SCOPES);
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  const archived = readArchived(call.query);
  if (archived === null) return invalidInput("archived", rateHeaders);
  const read = readBody(call, batchBody, rateHeaders);
  if ("failure" in read) return read.failure;
  const { inputs, properties, idProperty } = read.body;
  const ids = [...new Set(inputs.map(({ id }) => id))];
  const found = ids.map((id) => findContact(portal, id, idProperty, archived));
  const missing = ids.filter((_id, n) => !found[n]);
  const at = new Date(now(state)).toISOString();
  const body = {
    status: "COMPLETE",
    results: found.flatMap((one) => (one ? [viewContact(portal, one, properties)] : [])),
    startedAt: at,
    completedAt: at,
  };
  if (missing.length === 0) return json(200, body, rateHeaders);
  const error = {
    status: "error",
    category: "OBJECT_NOT_FOUND",
    message: "Could not get some CONTACT objects, they may be deleted or not exist.",
    context: { ids: missing },
  };
  return json(207, { ...body, numErrors: 1, errors: [error] }, rateHeaders);
}
