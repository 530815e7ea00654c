import "server-only";
import { z } from "zod";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isLocale, LOCALES, type Locale } from "@/lib/words/locales";
import { NO_BRAND, type Brand } from "./brand";
import { isColour } from "./colours";
import { contactProblem } from "./contact";
import { LogoProblem } from "./logo/logo-problem";
import { readLogo, type ReadLogo } from "./logo/read-logo";

const FACT = "public_pages";

const tick = z
  .literal("on")
  .optional()
  .transform((on) => on === "on");

export const publicPagesInput = z.strictObject({
  company: z
    .string()
    .trim()
    .max(80, "Enter at most 80 characters.")
    .regex(/^[^\p{C}]*$/u, "This holds an invisible character. Type it again."),
  colour: z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => text === "" || isColour(text), "Enter a colour such as #0a7c66."),
  contact: z
    .string()
    .trim()
    .max(200, "Enter at most 200 characters.")
    .superRefine((text, issues) => {
      const problem = text === "" ? undefined : contactProblem(text);
      if (problem) issues.addIssue({ code: "custom", message: problem });
    }),
  locales: z
    .array(z.enum(LOCALES))
    .min(1, "Offer one language at least.")
    .transform((chosen) => LOCALES.filter((locale) => chosen.includes(locale))),
  /** A browser sends an empty file where none was chosen. */
  logo: z.instanceof(File, { message: "Choose a file." }).optional(),
  removeLogo: tick,
});

/** How the pages for customers look, as it is stored; the standard where nothing is. */
export async function getBrand({ db }: { db: Pick<DbTransaction, "systemFact"> }): Promise<Brand> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  if (!fact) return NO_BRAND;
  const stored = JSON.parse(fact.value) as Partial<Brand>;
  // A release before may have offered a language that this one has not.
  const locales: Locale[] = (stored.locales ?? []).filter(isLocale);
  return { ...NO_BRAND, ...stored, locales: locales.length > 0 ? locales : NO_BRAND.locales };
}

/**
 * Holds from the next page on. A new logo takes the place of the one before.
 * @throws AppError invalid_input with words at the field when the logo is not taken
 */
export async function setBrand(
  ctx: Context,
  given: z.output<typeof publicPagesInput>,
): Promise<void> {
  const { company, colour, contact, locales } = given;
  const upload = await readUpload(given.logo);
  await ctx.db.$transaction(async (tx) => {
    // One after the other: two who save at once must not leave a logo that nobody shows.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${FACT}))`;
    const before = await getBrand({ db: tx });
    const logo = given.removeLogo && !upload ? null : upload ? metaOf(upload) : before.logo;
    const brand: Brand = { company, colour, contact, locales, logo };
    if (upload) await storeLogo(tx, upload);
    await tx.logo.deleteMany({ where: logo ? { hash: { not: logo.hash } } : {} });
    const value = JSON.stringify(brand);
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value },
      update: { value },
    });
    const changes = changesBetween(shown(before), shown(brand));
    await recordEvent(tx, ctx, { action: "public_pages.changed", changes });
  });
}

/** A logo's bytes, for whoever asks for its address. */
export async function findLogo(
  { db }: Pick<Context, "db">,
  hash: string,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  const found = await db.logo.findUnique({ where: { hash }, select: { type: true, bytes: true } });
  return found && { type: found.type, bytes: new Uint8Array(found.bytes) };
}

async function readUpload(file: File | undefined): Promise<ReadLogo | undefined> {
  if (!file || file.size === 0) return undefined;
  try {
    return readLogo(Buffer.from(await file.arrayBuffer()));
  } catch (error) {
    if (!(error instanceof LogoProblem)) throw error;
    throw new AppError("invalid_input", { details: { fields: { logo: error.message } } });
  }
}

function metaOf({ hash, type, width, height }: ReadLogo): Brand["logo"] {
  return { hash, type, width, height };
}

async function storeLogo(tx: DbTransaction, { hash, type, bytes }: ReadLogo): Promise<void> {
  const data = { hash, type, bytes: new Uint8Array(bytes) };
  await tx.logo.upsert({ where: { hash }, create: data, update: {} });
}

/** As the log shows it: of the logo its hash. */
function shown({ logo, ...rest }: Brand): Record<string, unknown> {
  return { ...rest, logo: logo?.hash ?? null };
}
