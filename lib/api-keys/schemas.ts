import { z } from "zod";
import { API_PERMISSIONS } from "./permissions";

/** How long a key may live, in days; "" is until it is revoked. */
export const EXPIRY_DAYS = ["30", "90", "365", ""] as const;
const MAX_HUB_IDS = 200;

const hubIds = z
  .string()
  .trim()
  .max(5_000, "Name fewer portals.")
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
  .refine(
    (ids) => ids.every((id) => /^[1-9]\d{0,17}$/.test(id)),
    "A Hub ID is a number, like 62515.",
  )
  .refine((ids) => ids.length <= MAX_HUB_IDS, `Name at most ${MAX_HUB_IDS} portals.`)
  .transform((ids) => [...new Set(ids)].map(BigInt));

export const apiKeyName = z
  .string()
  .trim()
  .min(1, "Name the service that will use it.")
  .max(80, "Use at most 80 characters.")
  .regex(/^[^\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]*$/u, "Remove the control characters.");

export const createApiKeyInput = z.strictObject({
  name: apiKeyName,
  expiresInDays: z
    .enum(EXPIRY_DAYS, "Choose when it ends.")
    .transform((days) => Number(days) || null),
  permissions: z
    .array(z.enum(API_PERMISSIONS, "There is no such permission."))
    .min(1, "Choose at least one permission."),
  appIds: z.array(z.uuid("Choose an app of the list.")).max(200),
  hubIds: hubIds.default([]),
});
export type CreateApiKeyInput = Omit<z.output<typeof createApiKeyInput>, "expiresInDays"> & {
  /** null: it works until it is revoked. */
  expiresInDays: number | null;
};

export const apiKeyIdInput = z.strictObject({ keyId: z.uuid() });
export const rotateApiKeyInput = z.strictObject({
  keyId: z.uuid(),
  overlapHours: z.coerce
    .number()
    .int()
    .min(0)
    .max(24 * 30),
});
