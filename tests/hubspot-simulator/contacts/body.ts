import { z } from "zod";
import { apiError, unsupportedMediaType } from "../errors";
import type { Call, Reply } from "../http";
import { invalidInput } from "./refusals";

/** What creates and changes contacts: values are texts (PublicObjectInput of HubSpot's specification). */
export const writeBody = z.object({ properties: z.record(z.string(), z.string()) });

/** The JSON body of a call, or HubSpot's refusal of it. */
export function readBody<Body>(
  call: Call,
  schema: z.ZodType<Body>,
  headers: Record<string, string>,
): { body: Body } | { failure: Reply } {
  if (call.contentType !== "application/json") return { failure: unsupportedMediaType() };
  let value: unknown;
  try {
    value = JSON.parse(call.rawBody);
  } catch {
    const message = "Invalid input JSON on line 1, column 1";
    return { failure: apiError(400, message, { category: "VALIDATION_ERROR" }, headers) };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { body: parsed.data };
  const [issue] = parsed.error.issues;
  return { failure: invalidInput(issue?.path.join(".") || "body", headers, issue?.message) };
}
