import { isIP } from "node:net";
import { z } from "zod";
import { ANSWER_NAMES } from "./answer-names";

/** HubSpot takes https with a domain name, and plain http for localhost only; IP addresses never. */
export function isRegistrableRedirectUri(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 || url.hash !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && host === "localhost");
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

const id = z.int().positive();
const seconds = z.number().nonnegative();
const scopeList = z
  .array(z.string().regex(/^[a-z0-9_.-]+$/))
  .transform((list) => [...new Set(list)]);

export const appSchema = z
  .strictObject({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    appId: id.default(3_000_001),
    name: z.string().min(1).default("Test App"),
    redirectUris: z
      .array(
        z.string().refine(isRegistrableRedirectUri, "needs https, or http on localhost; no IP"),
      )
      .min(1),
    requiredScopes: scopeList.default(["oauth"]),
    conditionallyRequiredScopes: scopeList.default([]),
    optionalScopes: scopeList.default([]),
    installCap: id.optional(),
    isPrivateDistribution: z.boolean().default(true),
  })
  .refine((app) => app.requiredScopes.includes("oauth"), "every app requires the oauth scope")
  .refine((app) => {
    const all = [app.requiredScopes, app.conditionallyRequiredScopes, app.optionalScopes].flat();
    return new Set(all).size === all.length;
  }, "a scope belongs to one class only");

export const userSchema = z.strictObject({
  userId: id,
  email: z.string().nullable(),
  superAdmin: z.boolean().default(false),
  marketplaceAccess: z.boolean().default(false),
});

export const contactSchema = z.strictObject({
  id: z.string().regex(/^\d+$/),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.string().default("2026-01-15T09:00:00.000Z"),
  updatedAt: z.string().default("2026-01-15T09:00:00.000Z"),
  archived: z.boolean().default(false),
  archivedAt: z.string().optional(),
});

/** What a test says of a contact; what it leaves out stays as it is, or is made. */
const contactChangeSchema = contactSchema.partial().extend({
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  archived: z.boolean().optional(),
});
export const contactsSchema = z.strictObject({ contacts: z.array(contactChangeSchema) });

/** The UI host of a region: na1 has the bare name, every other region a suffix. */
export function uiDomainOf(hublet: string): string {
  return hublet === "na1" ? "app.hubspot.com" : `app-${hublet}.hubspot.com`;
}

const hublet = z.string().regex(/^[a-z]{2}\d$/);

export const portalSchema = z
  .strictObject({
    hubId: id,
    domain: z.string().min(1).optional(),
    uiDomain: z.string().min(1).optional(),
    hublet: hublet.optional(),
    dataHostingLocation: hublet.optional(),
    accountType: z
      .enum(["APP_DEVELOPER", "DEVELOPER_TEST", "SANDBOX", "STANDARD"])
      .default("STANDARD"),
    timeZone: z.string().refine(isTimeZone, "unknown time zone").default("America/New_York"),
    companyCurrency: z.string().length(3).default("USD"),
    additionalCurrencies: z.array(z.string().length(3)).default([]),
    availableTierScopes: scopeList.optional(),
    users: z.array(userSchema).min(1).optional(),
    contacts: z.array(contactSchema).default([]),
  })
  .transform(({ hublet: region, dataHostingLocation, ...rest }) => {
    const home = region ?? dataHostingLocation ?? "na1";
    const domain = rest.domain ?? `portal-${rest.hubId}.example`;
    const admin = { superAdmin: true, marketplaceAccess: true };
    const userId = 2_000_000 + (rest.hubId % 1_000_000);
    return {
      ...rest,
      domain,
      hublet: home,
      uiDomain: rest.uiDomain ?? uiDomainOf(home),
      users: rest.users ?? [{ userId, email: `admin@${domain}`, ...admin }],
      deleted: false,
    };
  });

function isPathMatch(value: string): boolean {
  try {
    return pathMatcher(value) !== null;
  } catch {
    return false;
  }
}

/** Turns a fault's path into a test: `/pattern/` or `/pattern/i` is a regular expression, else a substring. */
export function pathMatcher(value: string): (path: string) => boolean {
  const parts = /^\/(.+)\/(i?)$/.exec(value);
  if (!parts) return (path) => path.includes(value);
  const pattern = new RegExp(parts[1] ?? "", parts[2]);
  return (path) => pattern.test(path);
}

export const faultSchema = z
  .strictObject({
    match: z.strictObject({
      path: z.string().min(1).refine(isPathMatch, "not a valid pattern").optional(),
      method: z.string().min(1).optional(),
      clientId: z.string().min(1).optional(),
      hubId: id.optional(),
      grantType: z.string().min(1).optional(),
    }),
    times: z.int().nonnegative().default(1),
    /** One of HubSpot's own answers, by name, in the form it has on the wire. */
    answer: z.enum(ANSWER_NAMES).optional(),
    status: z.int().min(200).max(599).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.union([z.string(), z.record(z.string(), z.json()), z.array(z.json())]).optional(),
    contentType: z.string().optional(),
    delayMs: z.number().nonnegative().optional(),
    /** The work is done at once; its answer is held back this long. */
    answerDelayMs: z.number().nonnegative().optional(),
    hang: z.boolean().optional(),
    reset: z.boolean().optional(),
    resetMidBody: z.boolean().optional(),
    truncateJson: z.boolean().optional(),
    applyThenReset: z.boolean().optional(),
    omit: z.array(z.string()).optional(),
    set: z.record(z.string(), z.json()).optional(),
    rotate: z.boolean().optional(),
    scopesAsString: z.boolean().optional(),
  })
  .refine((fault) => Object.keys(fault).length > 2, "a fault needs at least one effect");

export const settingsSchema = z.strictObject({
  rotateRefreshTokens: z.boolean().default(false),
  accessTokenTtlSeconds: seconds.default(1800),
  codeTtlSeconds: seconds.default(60),
  omitFields: z.array(z.string()).default([]),
  delayMs: z.number().nonnegative().default(0),
  answerDelayMs: z.number().nonnegative().default(0),
  reauthorizeReturnsSameRefreshToken: z.boolean().default(false),
  /** The simulator's clock runs this far ahead of the machine's; tests advance it instead of waiting. */
  clockOffsetSeconds: z.number().default(0),
  /** Calls allowed per app and account in ten seconds. */
  rateLimitMax: z.int().nonnegative().default(110),
  /** Searches of the CRM allowed per account in one second. */
  searchLimitMax: z.int().nonnegative().default(5),
  /** How long a contact stays out of searches after it was made or changed. */
  searchLagSeconds: seconds.default(0),
});

const grantTarget = { clientId: z.string().min(1), hubId: id };

export const secretSchema = z.strictObject({ clientSecret: z.string().min(1) });
export const uninstallSchema = z.strictObject({ clientId: grantTarget.clientId });
export const moveSchema = z.strictObject({
  uiDomain: z.string().min(1),
  dataHostingLocation: hublet,
});
export const expireSchema = z.strictObject({
  hubId: id.optional(),
  clientId: z.string().min(1).optional(),
});
export const revokeGrantSchema = z.strictObject(grantTarget);
export const authorizeSchema = z.strictObject({
  ...grantTarget,
  redirectUri: z.string(),
  scope: z.string(),
  optionalScope: z.string().optional(),
  state: z.string().optional(),
  codeChallenge: z.string().optional(),
  userId: id.optional(),
});

export const journalSchema = z.strictObject({
  clientId: z.string().min(1),
  file: z.unknown(),
  url: z.string().optional(),
});
