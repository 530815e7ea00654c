import type { ControlClient } from "../control-client";

export const CONTACTS = "/crm/v3/objects/contacts";
export const WRITE_SCOPE = "crm.objects.contacts.write";

interface Result {
  id: string;
  properties: Record<string, string | null>;
}

const resultsOf = (body: Record<string, unknown>) => (body["results"] ?? []) as Result[];

export const idsOf = (body: Record<string, unknown>) => resultsOf(body).map(({ id }) => id);

export const emailsOf = (body: Record<string, unknown>) =>
  resultsOf(body).map(({ properties }) => properties["email"]);

/** Further contacts of an account, with addresses c0@, c1@, ... */
export function makeContacts(control: ControlClient, hubId: number, count: number) {
  const contacts = Array.from({ length: count }, (_, n) => ({
    properties: { email: `c${n}@customer.example`, firstname: `C${n}` },
  }));
  return control.putContacts(hubId, contacts);
}

/** Lets the sample app ask for writing contacts too. */
export async function allowWriting(control: ControlClient): Promise<void> {
  const [app] = await control.apps();
  if (!app) throw new Error("there is no sample app");
  await control.putApp({ ...app, optionalScopes: [...app.optionalScopes, WRITE_SCOPE] });
}
