import { z } from "zod";
import { scopeList, tolerant } from "./wire";

// What HubSpot sends on failure: the RFC 6749 fields, HubSpot's own of the token endpoints and those of ordinary calls,
// all optional. `message` and `error_description` are read to be compared with known sentences, never to be kept.

const line = tolerant(z.string().max(4096));

const context = z.object({
  requiredGranularScopes: tolerant(scopeList),
  requiredScopes: tolerant(scopeList),
  "expire time": tolerant(z.array(z.string())),
});

export const errorWire = z
  .object({
    error: line,
    error_description: line,
    status: line,
    message: line,
    category: line,
    subCategory: line,
    errorType: line,
    policyName: line,
    correlationId: line,
    context: tolerant(context),
    errors: tolerant(z.array(z.object({ context: tolerant(context) }))),
  })
  .transform((body) => {
    const contexts = [body.context, ...(body.errors ?? []).map((entry) => entry.context)];
    const requiredScopes = contexts.flatMap(
      (entry) => entry?.requiredGranularScopes ?? entry?.requiredScopes ?? [],
    );
    const expireTimes = contexts.flatMap((entry) => entry?.["expire time"] ?? []);
    return {
      error: body.error ?? undefined,
      errorDescription: body.error_description ?? undefined,
      status: body.status ?? undefined,
      message: body.message ?? undefined,
      category: body.category ?? undefined,
      subCategory: body.subCategory ?? undefined,
      errorType: body.errorType ?? undefined,
      policyName: body.policyName ?? undefined,
      correlationId: body.correlationId ?? undefined,
      requiredScopes: [...new Set(requiredScopes)].slice(0, MAX_SCOPES),
      isUndecodable: expireTimes.some(isBeforeHubSpot) || isAbsurdlyOld(body.message ?? undefined),
    };
  });

export type ErrorWire = z.infer<typeof errorWire>;

const MAX_SCOPES = 50;
const FIRST_HUBSPOT_YEAR = 2006;

/** HubSpot reports a token it cannot decode as expired at the beginning of 1970 (facts, table 4.2). */
function isBeforeHubSpot(time: string): boolean {
  return Date.parse(time) < Date.UTC(FIRST_HUBSPOT_YEAR, 0);
}

/** The same in words: "expired 20000 day(s) ago". No access token of HubSpot's is that old. */
function isAbsurdlyOld(message?: string): boolean {
  const days = /\bexpired (\d{1,9}) day\(?s?\)? ago/i.exec(message ?? "")?.[1];
  return days !== undefined && Number(days) > 7_300;
}
