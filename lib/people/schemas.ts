import { z } from "zod";
import { ROLES } from "@/lib/auth/roles";
import { LOCALES } from "@/lib/words/locales";
import { knownTimeZone } from "@/lib/zoned-time";

export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Enter an email address, for example ada@example.com."));

export const nameField = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(100, "Use at most 100 characters.")
  .regex(/^\P{C}*$/u, "Remove the control characters.");

/** The rules live in `passwordProblem`; this only keeps hashing bounded. */
export const passwordField = z
  .string()
  .min(1, "Enter a password.")
  .max(1024, "Use at most 256 characters.");

export const setUpInput = z.strictObject({
  setupToken: z
    .string()
    .trim()
    .min(1, "Enter the setup token from the output of npm start.")
    .max(500),
  name: nameField,
  email: emailField,
  password: passwordField,
});
export type SetUpInput = z.infer<typeof setUpInput>;

/** A role, and how far it reaches, as forms send them. */
export const rightsFields = {
  /** A built-in role, or the id of one of the team's own. */
  role: z.union([z.enum(ROLES), z.uuid()], { error: "Choose a role." }),
  /** Every app, or those of `appIds` alone. Left out: as it is. */
  reach: z.enum(["all", "some"], { error: "Choose every app, or some." }).optional(),
  appIds: z.array(z.uuid()).max(1_000).default([]),
};
/** With `appIds` left out, as code and commands may. */
export type GivenRights = z.input<z.ZodObject<typeof rightsFields>>;

export const inviteInput = z.strictObject({ email: emailField, ...rightsFields });
export type InviteInput = z.input<typeof inviteInput>;

export const acceptInviteInput = z.strictObject({
  token: z.string().trim().min(20, "The link is incomplete.").max(200),
  name: nameField.optional(),
  password: passwordField,
});
export type AcceptInviteInput = z.infer<typeof acceptInviteInput>;

export const personIdInput = z.strictObject({ personId: z.uuid() });
export const changeRoleInput = z.strictObject({ personId: z.uuid(), ...rightsFields });
export const profileInput = z.strictObject({ name: nameField });
/** Left empty, either follows the browser. */
export const readingInput = z.strictObject({
  language: z
    .union([z.literal(""), z.enum(LOCALES)], { error: "Choose one of the languages." })
    .transform((language) => language || null),
  timeZone: z
    .string()
    .max(100, "Choose one of the time zones.")
    .refine((zone) => zone === "" || knownTimeZone(zone) !== undefined, {
      error: "Choose one of the time zones.",
    })
    .transform((zone) => knownTimeZone(zone) ?? null),
});
export type ReadingInput = z.output<typeof readingInput>;
export const changePasswordInput = z.strictObject({
  currentPassword: passwordField,
  newPassword: passwordField,
});

export const createPersonInput = z.strictObject({
  email: emailField,
  name: nameField,
  ...rightsFields,
  password: passwordField,
});
export type CreatePersonInput = z.input<typeof createPersonInput>;
