import { z } from "zod";

// What HubSpot sends. Unknown fields are dropped here: `token`, `signed_access_token` and `id_token` go no further.
// Fields the specification calls required are still read tolerantly; what we cannot do without is checked by hand.

const id = z.union([
  z
    .number()
    .int()
    .nonnegative()
    .transform((value) => String(value)),
  z.string().regex(/^\d{1,19}$/),
]);
const seconds = z.coerce.number().finite();
const text = z.string().min(1).max(2048);

/** An optional field whose value is unusable counts as absent. */
function tolerant<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(undefined);
}

const scopeList = z.union([
  z.array(z.string()),
  z.string().transform((value) => value.split(/[\s,]+/).filter(Boolean)),
]);

export const tokenWire = z.object({
  access_token: z.string().min(1),
  refresh_token: tolerant(z.string().min(1)),
  expires_in: seconds,
  hub_id: tolerant(id),
  user_id: tolerant(id),
  scopes: tolerant(scopeList),
  scope: tolerant(scopeList),
});

export const tokenInfoWire = z.object({
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

const granular = z.object({
  requiredGranularScopes: tolerant(z.array(z.string())),
  requiredScopes: tolerant(z.array(z.string())),
});

export const errorWire = z
  .object({
    error: tolerant(z.string()),
    status: tolerant(z.string()),
    category: tolerant(z.string()),
    errorType: tolerant(z.string()),
    correlationId: tolerant(z.string()),
    context: tolerant(granular),
    errors: tolerant(z.array(z.object({ context: tolerant(granular) }))),
  })
  .transform((body) => {
    const contexts = [body.context, ...(body.errors ?? []).map((entry) => entry.context)];
    const requiredScopes = contexts.flatMap(
      (context) => context?.requiredGranularScopes ?? context?.requiredScopes ?? [],
    );
    return {
      error: body.error ?? undefined,
      status: body.status ?? undefined,
      category: body.category ?? undefined,
      errorType: body.errorType ?? undefined,
      correlationId: body.correlationId ?? undefined,
      requiredScopes: [...new Set(requiredScopes)],
    };
  });

export type ErrorWire = z.infer<typeof errorWire>;
