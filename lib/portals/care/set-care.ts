import "server-only";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { loadPortal } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { reachPortal } from "@/lib/reach/reach";
import type { CareInput } from "./schemas";

/**
 * Who of the team looks after a portal, and its tags.
 * @throws AppError not_found; invalid_input when that person is gone or disabled
 */
export async function setCare(
  given: Context,
  { portalId, ownerId, tags }: CareInput,
): Promise<void> {
  const ctx = await reachPortal(given, portalId);
  await ctx.db.$transaction(async (tx) => {
    const portal = await loadPortal({ db: tx }, portalId);
    const before = await tx.portalCare.findUnique({
      where: { portalId },
      include: { owner: { select: { name: true } } },
    });
    const owner = ownerId
      ? await tx.person.findUnique({
          where: { id: ownerId },
          select: { name: true, disabledAt: true, isLimited: true, appIds: true },
        })
      : null;
    // Whoever stays what they were stays it, gone or not.
    const isNew = ownerId !== (before?.ownerId ?? null);
    const reaches = owner && (!owner.isLimited || owner.appIds.includes(portal.appId));
    if (ownerId && isNew && (!reaches || owner.disabledAt))
      throw new AppError("invalid_input", {
        details: {
          fields: { ownerId: "This person has no access to this portal any more. Choose another." },
        },
      });
    const sorted = tags.toSorted((a, b) => a.localeCompare(b, "en"));
    const changes = changesBetween(
      { owner: before?.owner?.name ?? null, tags: before?.tags ?? [] },
      { owner: owner?.name ?? null, tags: sorted },
    );
    if (Object.keys(changes).length === 0) return;
    const data = { ownerId, tags: sorted };
    await tx.portalCare.upsert({
      where: { portalId },
      create: { portalId, ...data },
      update: data,
    });
    await recordEvent(tx, ctx, {
      action: "portal.care_changed",
      target: targetOf(portal),
      appId: portal.appId,
      portalId,
      changes,
    });
  });
}
