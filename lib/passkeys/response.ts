import { z } from "zod";

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const MOST = 20_000;

function parseJson(text: string, ctx: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    ctx.addIssue("The browser sent no passkey. Try again.");
    return z.NEVER;
  }
}

const credential = { id: base64url, rawId: base64url, type: z.literal("public-key") };
const rest = {
  authenticatorAttachment: z.enum(["cross-platform", "platform"]).optional(),
  // What browsers add here nobody asked for, and nobody reads.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** What `navigator.credentials.create` gave, as JSON (WebAuthn section 5.1, RegistrationResponseJSON). */
export const registrationResponse = z
  .string()
  .max(MOST)
  .transform(parseJson)
  .pipe(
    z.object({
      ...credential,
      ...rest,
      response: z.object({
        clientDataJSON: base64url,
        attestationObject: base64url,
        transports: z
          .array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]))
          .max(10)
          .optional()
          .catch(undefined),
      }),
    }),
  );

/** What `navigator.credentials.get` gave, as JSON (AuthenticationResponseJSON). */
export const authenticationResponse = z
  .string()
  .max(MOST)
  .transform(parseJson)
  .pipe(
    z.object({
      ...credential,
      ...rest,
      response: z.object({
        clientDataJSON: base64url,
        authenticatorData: base64url,
        signature: base64url,
        userHandle: base64url.nullish().transform((handle) => handle ?? undefined),
      }),
    }),
  );

export type SentRegistration = z.output<typeof registrationResponse>;
export type SentAuthentication = z.output<typeof authenticationResponse>;
