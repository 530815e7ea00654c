import { z } from "zod";

// What HubSpot sends on success. Unknown fields are dropped here: `token`, `signed_access_token` and `id_token` go no
// further. Fields the specification calls required are still read tolerantly; what we cannot do without is checked by
// hand. Text with control characters counts as absent: it is no name, and PostgreSQL refuses a zero byte. So does text
// that turns itself round: in a mail or a log it would turn the Hub ID beside it round as well.

/** Ids are stored as 64-bit numbers. A greater one is none of HubSpot's, and would be refused at the last moment. */
const MAX_ID = "9223372036854775807";
const id = z
  .union([
    z
      .number()
      .int()
      .nonnegative()
      .transform((value) => String(value)),
    z.string().regex(/^\d{1,19}$/),
  ])
  .refine((value) => value.length < MAX_ID.length || value <= MAX_ID);
const seconds = z.union([
  z.number().finite(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const text = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^[^\p{Cc}\p{Bidi_Control}\u2028\u2029]*$/u);
/** RFC 6749 appendix A.12: visible characters only. Anything else would not survive an HTTP header. */
const token = z.string().regex(/^[\x21-\x7e]+$/);

/** An optional field whose value is unusable counts as absent. */
export function tolerant<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(undefined);
}

/** RFC 6749 section 3.3: the characters a scope may consist of. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

export const scopeList = z
  .union([z.array(z.string()), z.string().transform((value) => value.split(/[\s,]+/))])
  .transform((scopes) => [...new Set(scopes)].filter((scope) => SCOPE.test(scope)));

/** The wire is snake_case; some of HubSpot's own pages show camelCase, which is taken when the right name is absent. */
function snakeCase<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(withSnakeNames, z.object(shape));
}

function withSnakeNames(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const renamed = Object.entries(body).map(([name, value]): [string, unknown] => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return { ...Object.fromEntries(renamed), ...body };
}

// An answer of the token endpoint may have ended the token before it, so nothing here makes it count as none: what is
// missing or absurd is judged once what came is safe.
export const tokenWire = snakeCase({
  access_token: tolerant(token),
  refresh_token: tolerant(token),
  expires_in: tolerant(seconds),
  hub_id: tolerant(id),
  user_id: tolerant(id),
  scopes: tolerant(scopeList),
  scope: tolerant(scopeList),
});

export const tokenInfoWire = snakeCase({
  active: tolerant(z.boolean()),
  token_use: tolerant(text),
  token_type: tolerant(text),
  hub_id: tolerant(id),
  user_id: tolerant(id),
  app_id: tolerant(id),
  client_id: tolerant(text),
  user: tolerant(text),
  hub_domain: tolerant(text),
  scopes: tolerant(scopeList),
  scope: tolerant(scopeList),
  expires_in: tolerant(seconds),
});

export const accountDetailsWire = z.object({
  portalId: tolerant(id),
  accountType: tolerant(text),
  timeZone: tolerant(text),
  companyCurrency: tolerant(text),
  uiDomain: tolerant(text),
  dataHostingLocation: tolerant(text),
});

export const contactsPageWire = z.object({
  results: z.array(z.object({ id: z.union([z.string(), z.number()]) })),
  paging: tolerant(z.object({ next: tolerant(z.object({ after: tolerant(z.string()) })) })),
});
