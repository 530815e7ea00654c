import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { AuditAction } from "@/lib/audit/events";
import { personIdOf, type Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { loadPortal } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { may, reachPortal } from "@/lib/reach/reach";
import { nameOf } from "./name-of";
import { say } from "@/lib/say/say";

/** So that a page of a portal stays one. */
export const MAX_NOTES = 500;

/** Writes a note about a portal. Its text is not in the activity log. @throws AppError not_found, invalid_input when there are too many */
export async function addNote(
  given: Context,
  { portalId, text }: { portalId: string; text: string },
): Promise<void> {
  const ctx = await reachPortal(given, portalId);
  const authorName = await nameOf(ctx);
  await ctx.db.$transaction(async (tx) => {
    if ((await tx.portalNote.count({ where: { portalId } })) >= MAX_NOTES)
      throw new AppError("invalid_input", {
        details: {
          fields: {
            text: say("A portal has at most {most:number} notes. Delete old ones.", {
              most: MAX_NOTES,
            }),
          },
        },
      });
    await noteLine(tx, ctx, portalId, "portal.note_added");
    await tx.portalNote.create({
      data: {
        portalId,
        text,
        authorName,
        authorId: personIdOf(ctx.actor),
        createdAt: ctx.now(),
      },
    });
  });
}

/** Changes a note of one's own. @throws AppError not_found, forbidden */
export async function changeNote(
  ctx: Context,
  { noteId, text }: { noteId: string; text: string },
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const note = await tx.portalNote.findUnique({ where: { id: noteId } });
    if (!note) throw new AppError("not_found");
    if (!isOwn(ctx, note.authorId)) throw new AppError("forbidden");
    if (note.text === text) return;
    await tx.portalNote.update({ where: { id: noteId }, data: { text, editedAt: ctx.now() } });
    await noteLine(tx, ctx, note.portalId, "portal.note_changed");
  });
}

/** Deletes a note: one's own, or anybody's for those who sort portals. @throws AppError not_found, forbidden */
export async function deleteNote(ctx: Context, { noteId }: { noteId: string }): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const note = await tx.portalNote.findUnique({ where: { id: noteId } });
    if (!note) throw new AppError("not_found");
    if (!mayDeleteNote(ctx, note.authorId)) throw new AppError("forbidden");
    await tx.portalNote.delete({ where: { id: noteId } });
    await noteLine(tx, ctx, note.portalId, "portal.note_deleted");
  });
}

/** Whether whoever acts wrote it. */
export function isOwn({ actor }: Pick<Context, "actor">, authorId: string | null): boolean {
  const id = personIdOf(actor);
  return id !== null && id === authorId;
}

/** Whether whoever acts may delete it. */
export function mayDeleteNote(ctx: Pick<Context, "actor">, authorId: string | null): boolean {
  return isOwn(ctx, authorId) || may(ctx, "portals.care");
}

async function noteLine(tx: DbTransaction, ctx: Context, portalId: string, action: AuditAction) {
  const portal = await loadPortal({ db: tx }, portalId);
  await recordEvent(tx, ctx, { action, target: targetOf(portal), appId: portal.appId, portalId });
}
