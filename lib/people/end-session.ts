import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { assertMayAssign } from "./assert-may-assign";
import { actorOfNow, lockPeople } from "./lock-people";
import { endSessions } from "./sessions";

export const endSessionInput = z.strictObject({ sessionId: z.uuid() });
export const endSessionsInput = z.strictObject({ personId: z.uuid() });

/**
 * Ends one session: one's own, or that of somebody whom one may manage.
 * @throws AppError not_found, forbidden
 */
export async function endSession(
  ctx: Context,
  { sessionId }: z.output<typeof endSessionInput>,
): Promise<void> {
  const session = await ctx.db.session.findFirst({ where: { id: sessionId, endedAt: null } });
  if (!session) throw new AppError("not_found");
  await end(ctx, session.personId, { id: sessionId });
}

/** Ends every session of somebody whom one may manage. @throws AppError not_found, forbidden */
export function endSessionsOf(
  ctx: Context,
  { personId }: z.output<typeof endSessionsInput>,
): Promise<number> {
  return end(ctx, personId, { personId });
}

async function end(
  ctx: Context,
  personId: string,
  which: { id: string } | { personId: string },
): Promise<number> {
  return ctx.db.$transaction(async (tx) => {
    const people = await lockPeople(tx, [ctx.actor.id, personId]);
    const person = people.get(personId);
    if (!person) throw new AppError("not_found");
    if (personId !== ctx.actor.id) assertMayAssign(actorOfNow(ctx, people), person.rights);
    const ended = await endSessions(tx, ctx, which, "ended_by_person");
    if (ended === 0) return 0;
    await recordEvent(tx, ctx, {
      action: "session.ended_for",
      target: { kind: "person", id: personId, label: person.email },
      details: { ended },
    });
    return ended;
  });
}
