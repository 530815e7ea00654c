import { z } from "zod";
import { LEAST_REASON, MOST_REASON } from "./limits";

/** One line of text as people type it: no control characters, and spaces alone between words. */
const line = z
  .string()
  .transform((text) => text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "").trim());

export const revealTokenInput = z.strictObject({
  portalId: z.uuid(),
  reason: line
    .refine(
      (text) => [...text].length >= LEAST_REASON,
      `Say why, in at least ${LEAST_REASON} characters.`,
    )
    .refine((text) => [...text].length <= MOST_REASON, `Use at most ${MOST_REASON} characters.`),
});

export const switchRevealInput = z.strictObject({ to: z.enum(["on", "off"]) });
