import { z } from "zod";
import { API_VERSIONS } from "@/lib/hubspot/api-version";
import { redirectUriAdvice, redirectUriProblem } from "@/lib/hubspot/redirect-uri";
import { OAUTH_SCOPE, parseScopes, withOauth } from "@/lib/hubspot/scopes";
import { SECRET_GRACES } from "@/lib/hubspot-apps/secret/grace";
import { say } from "@/lib/say/say";

const MAX_SCOPES = 300;

/** A scope list as text in any separator, or as an array. Unknown names pass; misspelt ones are named. */
export const scopesField = z
  .union([z.string().max(30_000), z.array(z.string().max(200)).max(MAX_SCOPES)])
  .default("")
  .transform((value, ctx) => {
    const { scopes, malformed } = parseScopes(Array.isArray(value) ? value.join(" ") : value);
    if (malformed.length > 0) {
      const names = malformed.slice(0, 3).join(", ");
      ctx.addIssue({
        code: "custom",
        message: say(
          "Not a scope name: {names}. Scopes are letters, digits, dots, hyphens and underscores.",
          { names },
        ),
      });
    }
    if (scopes.length > MAX_SCOPES) {
      ctx.addIssue({ code: "custom", message: `Use at most ${MAX_SCOPES} scopes.` });
    }
    return scopes;
  });

const redirectUriField = z
  .string()
  .trim()
  .min(1, "Enter the redirect URI that is registered in HubSpot.")
  .max(2_000, "Use at most 2,000 characters.")
  .superRefine((value, ctx) => {
    const problem = redirectUriProblem(value);
    if (problem) ctx.addIssue({ code: "custom", message: redirectUriAdvice(problem) });
  });

const clientIdField = z
  .string()
  .trim()
  .min(1, "Enter the client ID from the Auth tab of your HubSpot app.")
  .max(200, "This is too long for a client ID.")
  .regex(
    /^[\x21-\x7e]*$/,
    "A client ID has no spaces or special characters. Copy it again from HubSpot.",
  );

export const clientSecretField = z
  .string()
  .trim()
  .min(1, "Enter the client secret from the Auth tab of your HubSpot app.")
  .min(8, "This is too short for a client secret. Copy it again from HubSpot.")
  .max(500, "This is too long for a client secret.")
  .regex(
    /^[\x21-\x7e]*$/,
    "A client secret has no spaces or special characters. Copy it again from HubSpot.",
  );

const appFields = {
  name: z
    .string()
    .trim()
    .min(1, "Enter a name.")
    .max(80, "Use at most 80 characters.")
    .regex(/^\P{C}*$/u, "Remove the control characters."),
  clientId: clientIdField,
  redirectUri: redirectUriField,
  requiredScopes: scopesField.transform(withOauth),
  conditionalScopes: scopesField,
  optionalScopes: scopesField,
  apiVersion: z.enum(API_VERSIONS, { error: "Choose an API version." }),
};

/** HubSpot refuses a scope that stands in two classes; `oauth` belongs to the required ones. */
function noOverlap(
  value: { requiredScopes: string[]; conditionalScopes: string[]; optionalScopes: string[] },
  ctx: z.RefinementCtx,
): void {
  const lists = [
    ["requiredScopes", value.requiredScopes],
    ["conditionalScopes", value.conditionalScopes],
    ["optionalScopes", value.optionalScopes],
  ] as const;
  const seen = new Set<string>();
  for (const [field, scopes] of lists) {
    const twice = scopes.filter((name) => seen.has(name));
    if (twice.length > 0) {
      const names = twice.slice(0, 3).join(", ");
      ctx.addIssue({
        code: "custom",
        path: [field],
        message: twice.includes(OAUTH_SCOPE)
          ? say("Remove {names} here: oauth is always a required scope.", { names })
          : say("Remove {names} here: each scope belongs to one list.", { names }),
      });
    }
    for (const name of scopes) seen.add(name);
  }
}

export const createAppInput = z
  .strictObject({ ...appFields, clientSecret: clientSecretField })
  .superRefine(noOverlap);
export type CreateAppInput = z.infer<typeof createAppInput>;

export const updateAppInput = z
  .strictObject({ ...appFields, appId: z.uuid(), updatedAt: z.coerce.date() })
  .superRefine(noOverlap);
export type UpdateAppInput = z.infer<typeof updateAppInput>;

export const replaceSecretInput = z.strictObject({
  appId: z.uuid(),
  clientSecret: clientSecretField,
  grace: z.enum(SECRET_GRACES, { error: "Choose what happens to the previous secret." }),
});
export const appIdInput = z.strictObject({ appId: z.uuid() });
