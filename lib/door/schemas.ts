import { z } from "zod";
import { API_PERMISSIONS } from "@/lib/api-keys/permissions";
import { PORTAL_STATUSES } from "@/lib/portals/status";
import { PROBLEMS } from "./problems";

// What goes in and out at the door. The OpenAPI document is made from these, and the tests hold the answers against it.

export const DEFAULT_MIN_TTL = 300;
const DAY_SECONDS = 86_400;
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;

/** A whole number in an address, which is text; the document shows what it means. */
const whole = (min: number, max: number, usual: number, meaning: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .default(usual)
    .meta({
      type: "integer",
      minimum: min,
      maximum: max,
      description: `${meaning} ${usual} unless it is given.`,
    });

const app = z
  .string()
  .regex(/^[a-z0-9-]{1,80}$/, "must be the slug of an app, as in the address of its page")
  .optional()
  .describe("Slug of the app. Needed where several apps hold the Hub ID.");

export const noQuery = z.strictObject({});
export const portalQuery = z.strictObject({ app });
export const tokenQuery = z.strictObject({
  app,
  min_ttl: whole(
    0,
    DAY_SECONDS,
    DEFAULT_MIN_TTL,
    "Seconds that the token must live; it is renewed first when less remain.",
  ),
});
export const listQuery = z.strictObject({
  app,
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(PORTAL_STATUSES, `must be some of ${PORTAL_STATUSES.join(", ")}`)))
    .optional()
    .describe("Statuses, separated by commas."),
  q: z
    .string()
    .max(200, "must have at most 200 characters")
    .optional()
    .describe("Part of a domain or an installer's address, or the beginning of a Hub ID."),
  cursor: z.string().max(1_000).optional().describe("`next_cursor` of the page before."),
  limit: whole(1, MAX_LIMIT, DEFAULT_LIMIT, "Portals on a page."),
});

const time = z.iso.datetime();
const status = z.enum(PORTAL_STATUSES);

export const tokenAnswer = z.strictObject({
  access_token: z.string(),
  token_type: z.literal("bearer"),
  expires_at: time,
  expires_in: z.number().int().min(0).describe("Seconds."),
  hub_id: z.number().int(),
  app: z.string(),
  scopes: z.array(z.string()),
  status,
  warning: z
    .string()
    .optional()
    .describe("Why the token lives shorter than asked for, or cannot be renewed."),
});

export const portalItem = z.strictObject({
  hub_id: z.number().int(),
  domain: z.string().nullable(),
  app: z.string(),
  status,
  installer_email: z.string().nullable(),
  access_token_expires_at: time.nullable(),
  last_refresh_at: time.nullable(),
});
export const listAnswer = z.strictObject({
  portals: z.array(portalItem),
  next_cursor: z.string().nullable().describe("null on the last page."),
});

export const portalAnswer = z.strictObject({
  hub_id: z.number().int(),
  domain: z.string().nullable(),
  app: z.string(),
  status,
  status_since: time,
  installer: z
    .strictObject({ email: z.string().nullable(), user_id: z.string().nullable() })
    .nullable(),
  scopes: z.array(z.string()),
  missing_scopes: z.array(z.string()).describe("Asked for by the app and not granted."),
  connected_at: time,
  access_token_expires_at: time.nullable(),
  last_refresh_at: time.nullable(),
  next_refresh_at: time.nullable(),
  last_error: z
    .strictObject({
      at: time,
      kind: z.string(),
      status: z.string().nullable().describe("HubSpot's word for it."),
      http_status: z.number().int().nullable(),
      correlation_id: z.string().nullable(),
    })
    .nullable(),
});

export const refreshAnswer = z.strictObject({
  renewed: z
    .boolean()
    .describe("False when HubSpot gave no new token; `portal.last_error` says why."),
  portal: portalAnswer,
});

export const revokeAnswer = z.strictObject({
  outcome: z
    .enum(["revoked", "pending"])
    .describe("pending: HubSpot did not confirm yet. Send the call again."),
  access_token_expires_at: time
    .nullable()
    .describe("Until then access tokens that were issued live on."),
});

export const problemAnswer = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.enum(Object.keys(PROBLEMS) as [keyof typeof PROBLEMS]),
  request_id: z.string(),
  required_permission: z.enum(API_PERMISSIONS).optional(),
});
