import { apiError } from "../errors";
import type { Reply } from "../http";

type Headers = Record<string, string>;

/** @param name the parameter or field that is wrong */
export function invalidInput(name: string, headers: Headers, why = "is not valid"): Reply {
  const message = `Invalid input: ${name} ${why}`;
  const errors = [{ message, in: name }];
  return apiError(400, message, { category: "VALIDATION_ERROR", errors }, headers);
}

/** HubSpot writes what is wrong with each value, as JSON, into one message. */
export function invalidValues(values: object[], headers: Headers): Reply {
  const message = `Property values were not valid: ${JSON.stringify(values)}`;
  return apiError(400, message, { category: "VALIDATION_ERROR" }, headers);
}

export function noSuchContact(headers: Headers): Reply {
  return apiError(404, "resource not found", { category: "OBJECT_NOT_FOUND" }, headers);
}

export function emailTaken(id: string, headers: Headers): Reply {
  const message = `Contact already exists. Existing ID: ${id}`;
  return apiError(409, message, { category: "CONFLICT" }, headers);
}
