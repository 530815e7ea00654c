import type { SimContact, SimPortal } from "../types";
import { isDefined } from "./properties";

const DEFAULT_PROPERTIES = ["email", "firstname", "lastname"];

/**
 * A contact as HubSpot gives it. What was asked for and has no value is null; what the account does not define is left out.
 * @param names the properties asked for; the usual ones when there are none
 */
export function viewContact(portal: SimPortal, contact: SimContact, names: string[]) {
  const { id, createdAt, updatedAt, archived, archivedAt } = contact;
  const properties: Record<string, string | null> = {
    createdate: createdAt,
    hs_object_id: id,
    lastmodifieddate: updatedAt,
  };
  const shown = names.length > 0 ? names : DEFAULT_PROPERTIES;
  for (const name of shown.filter((one) => isDefined(portal, one)))
    properties[name] ??= contact.properties[name] ?? null;
  return {
    id,
    properties,
    createdAt,
    updatedAt,
    archived,
    ...(archived && { archivedAt: archivedAt ?? updatedAt }),
  };
}

/** The properties that a query asks for: with commas, or the parameter again and again. */
export function namesAsked(query: URLSearchParams): string[] {
  return query
    .getAll("properties")
    .flatMap((value) => value.split(","))
    .filter(Boolean);
}
