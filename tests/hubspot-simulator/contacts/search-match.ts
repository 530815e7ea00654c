import type { SimContact } from "../types";
import type { SearchFilter } from "./search-body";

const TIMES = ["createdate", "lastmodifieddate"];
/** Of contacts, where `query` looks. */
const SEARCHED = ["firstname", "lastname", "email", "phone", "fax", "mobilephone", "company"];

type Comparable = number | string;

/** What a search compares: times and ids as numbers, texts without regard to case. null where there is no value. */
export function valueOf(contact: SimContact, name: string): Comparable | null {
  const text =
    {
      createdate: contact.createdAt,
      lastmodifieddate: contact.updatedAt,
      hs_object_id: contact.id,
    }[name] ?? contact.properties[name];
  return text ? asComparable(name, text) : null;
}

/** Times are milliseconds of the epoch or ISO 8601. NaN where a number should be and is none. */
export function asComparable(name: string, text: string): Comparable {
  if (TIMES.includes(name)) return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return name === "hs_object_id" ? Number(text) : text.toLowerCase();
}

export function matches(contact: SimContact, filter: SearchFilter): boolean {
  const { propertyName: name, operator } = filter;
  const held = valueOf(contact, name);
  if (operator === "HAS_PROPERTY") return held !== null;
  if (operator === "NOT_HAS_PROPERTY") return held === null;
  const [value = "", high = ""] = valuesOf(filter).map((text) => asComparable(name, text));
  if (operator === "NEQ") return held !== value;
  if (operator === "IN" || operator === "NOT_IN") {
    const isIn = valuesOf(filter).some((text) => asComparable(name, text) === held);
    return isIn === (operator === "IN");
  }
  if (held === null) return false;
  return {
    EQ: held === value,
    LT: held < value,
    LTE: held <= value,
    GT: held > value,
    GTE: held >= value,
    BETWEEN: held >= value && held <= high,
  }[operator];
}

/** The values that a filter brings, in the order of its fields. */
export function valuesOf({ value, highValue, values }: SearchFilter): string[] {
  return values ?? [value, highValue].filter((one) => one !== undefined);
}

export function holdsText({ properties }: SimContact, query: string): boolean {
  return SEARCHED.some((name) => properties[name]?.toLowerCase().includes(query.toLowerCase()));
}
