import { now } from "../state";
import type { SimState } from "../state";
import type { SimContact, SimContactChange, SimPortal } from "../types";

const FIRST_ID = 101;

/** Live contacts, or archived ones, by id: the order of creation. */
export function contactsOf({ contacts }: SimPortal, archived: boolean): SimContact[] {
  return contacts
    .filter((contact) => contact.archived === archived)
    .sort((a, b) => Number(a.id) - Number(b.id));
}

/** @param by what `value` is: HubSpot's own id, or the unique property of every account */
export function findContact(
  portal: SimPortal,
  value: string,
  by: "hs_object_id" | "email" = "hs_object_id",
  archived = false,
): SimContact | undefined {
  return contactsOf(portal, archived).find(({ id, properties }) =>
    by === "email" ? sameEmail(properties["email"], value) : id === value,
  );
}

/** Addresses are unique among live contacts, however they are written. */
export function sameEmail(one: string | null | undefined, other: string): boolean {
  return typeof one === "string" && one !== "" && one.toLowerCase() === other.toLowerCase();
}

export function createContact(
  state: SimState,
  portal: SimPortal,
  properties: SimContact["properties"],
): SimContact {
  return putContact(state, portal, { properties });
}

/** An empty text clears a property. */
export function changeContact(
  state: SimState,
  contact: SimContact,
  properties: SimContact["properties"],
): void {
  for (const [name, value] of Object.entries(properties)) contact.properties[name] = value || null;
  contact.updatedAt = timeOf(state);
}

export function archiveContact(state: SimState, contact: SimContact): void {
  Object.assign(contact, { archived: true, archivedAt: timeOf(state) });
}

/** What a test says of a contact: a known one is changed, another is made. The time is now unless it is given. */
export function putContact(
  state: SimState,
  portal: SimPortal,
  change: SimContactChange,
): SimContact {
  const at = timeOf(state);
  const known = portal.contacts.find(({ id }) => id === change.id);
  const archivedAt = change.archived ? (change.archivedAt ?? at) : undefined;
  const contact: SimContact = {
    ...(known ?? { id: nextId(portal), createdAt: at, archived: false }),
    updatedAt: at,
    ...(archivedAt && { archivedAt }),
    ...change,
    properties: { ...known?.properties, ...change.properties },
  };
  if (known) return Object.assign(known, contact);
  portal.contacts.push(contact);
  return contact;
}

function nextId({ contacts }: SimPortal): string {
  return String(contacts.reduce((most, { id }) => Math.max(most, Number(id)), FIRST_ID - 1) + 1);
}

function timeOf(state: SimState): string {
  return new Date(now(state)).toISOString();
}
