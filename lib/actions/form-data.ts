import type { z } from "zod";

const SECRET_FIELD = /password|secret|token/i;
/** Names that frameworks add to a form. */
const INTERNAL = /^\$ACTION/;

/** A form as a plain object; fields named in `lists` become arrays. */
export function readForm(form: FormData, lists: string[] = []): Record<string, unknown> {
  const values: Record<string, unknown> = Object.fromEntries(lists.map((name) => [name, []]));
  for (const name of new Set(form.keys())) {
    if (INTERNAL.test(name)) continue;
    const all = form.getAll(name);
    values[name] = lists.includes(name) ? all : all[0];
  }
  return values;
}

/** What was typed, without secrets and files, to fill the form again. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !SECRET_FIELD.test(name) && !INTERNAL.test(name))
      values[name] = value;
  }
  return values;
}

/**
 * A message for each field with a NUL, which PostgreSQL cannot hold; no key types it, and hostile clients send it. Half
 * surrogate pairs cannot come: a form holds whole characters only.
 */
export function unstorableFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    const text = typeof value === "string" ? value : value.name;
    if (text.includes("\0"))
      fields[name] = "This holds an invisible character that cannot be stored. Type it again.";
  }
  return fields;
}

/** The first message of each field; problems of the form as a whole stand under "form". */
export function fieldMessages(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? "form");
    fields[name] ??= issue.message;
  }
  return fields;
}
