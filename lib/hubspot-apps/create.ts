import "server-only";
import { randomUUID } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { isUniqueViolation } from "@/lib/db/errors";
import { AppError } from "@/lib/errors";
import { clientSecretPlace } from "@/lib/hubspot-apps/secret/secret-place";
import type { CreateAppInput } from "./schemas";

/** Adds a HubSpot app; its client secret is sealed before it reaches the database. @throws AppError client_id_taken */
export async function createApp(
  ctx: Context,
  input: CreateAppInput,
): Promise<{ id: string; slug: string }> {
  const { clientSecret: plainSecret, ...fields } = input;
  const id = randomUUID();
  const secret = new Secret(plainSecret);
  const slug = await freeSlug(ctx, input.name);
  const now = ctx.now();
  try {
    await ctx.db.$transaction(async (tx) => {
      await tx.hubSpotApp.create({
        data: {
          id,
          slug,
          ...fields,
          clientSecretSealed: ctx.vault.seal(clientSecretPlace(id), secret),
          clientSecretFingerprint: ctx.vault.fingerprint("client_secret", secret),
          secretReplacedAt: now,
          secretReplacedById: ctx.actor.id,
          createdById: ctx.actor.id,
        },
      });
      await recordEvent(tx, ctx, {
        action: "app.created",
        target: { kind: "app", id, label: input.name },
        appId: id,
        details: { ...fields },
      });
    });
  } catch (error) {
    throw isUniqueViolation(error, "clientId") ? clientIdTaken() : error;
  }
  return { id, slug };
}

export function clientIdTaken(): AppError {
  const message = "Another app here already uses this client ID.";
  return new AppError("client_id_taken", { details: { fields: { clientId: message } } });
}

/** A readable, unused slug. It never changes afterwards, so that links stay good. */
async function freeSlug(ctx: Context, name: string): Promise<string> {
  const base =
    name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 48) || "app";
  // "new" is a page of its own.
  const reserved = base === "new" ? "app-new" : base;
  const taken = await ctx.db.hubSpotApp.findMany({
    where: { slug: { startsWith: reserved } },
    select: { slug: true },
  });
  const slugs = new Set(taken.map((app) => app.slug));
  if (!slugs.has(reserved)) return reserved;
  let n = 2;
  while (slugs.has(`${reserved}-${n}`)) n += 1;
  return `${reserved}-${n}`;
}
