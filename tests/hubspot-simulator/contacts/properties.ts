import type { SimPortal } from "../types";

/** What HubSpot keeps by itself: given with every contact, and never taken. */
export const KEPT_BY_HUBSPOT = ["createdate", "hs_object_id", "lastmodifieddate"];

/** Properties that every account has, as far as the simulator knows them. */
const EVERYWHERE = new Set([
  ...KEPT_BY_HUBSPOT,
  "address",
  "city",
  "company",
  "country",
  "email",
  "fax",
  "firstname",
  "hs_lead_status",
  "hs_timezone",
  "jobtitle",
  "lastname",
  "lifecyclestage",
  "mobilephone",
  "phone",
  "state",
  "website",
  "zip",
]);

/** Whether an account has a property: HubSpot's own, or one that some contact was seeded with, as custom ones are. */
export function isDefined({ contacts }: SimPortal, name: string): boolean {
  return EVERYWHERE.has(name) || contacts.some(({ properties }) => name in properties);
}

/** In the form that HubSpot puts, as text, into the message of its refusal. */
interface Invalid {
  isValid: false;
  message: string;
  error: "PROPERTY_DOESNT_EXIST" | "READ_ONLY_VALUE" | "INVALID_EMAIL";
  name: string;
}

/** What is wrong with values that somebody wants to write. */
export function judgeValues(portal: SimPortal, values: Record<string, string>): Invalid[] {
  return Object.entries(values).flatMap(([name, value]): Invalid[] => {
    const invalid = (error: Invalid["error"], message: string): Invalid[] => [
      { isValid: false, message, error, name },
    ];
    if (!isDefined(portal, name))
      return invalid("PROPERTY_DOESNT_EXIST", `Property "${name}" does not exist`);
    if (KEPT_BY_HUBSPOT.includes(name))
      return invalid("READ_ONLY_VALUE", `"${name}" is a read only property`);
    if (name === "email" && value !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(value))
      return invalid("INVALID_EMAIL", `Email address ${value} is invalid`);
    return [];
  });
}
