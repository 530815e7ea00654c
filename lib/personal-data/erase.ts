import "server-only";
import { isDeepStrictEqual } from "node:util";
import { recordEvent } from "@/lib/audit/record";
import { sealAllLines } from "@/lib/audit/seal-lines";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { eraseFromLines } from "./erase-lines";
import { findAbout, type Found } from "./find";
import { ERASED, scrub } from "./scrub";
import { referenceOf, type Subject } from "./subject";
import { say } from "@/lib/say/say";

const PATIENCE = { maxWait: 10_000, timeout: 120_000 };

export interface Erased {
  portals: number;
  grants: number;
  lines: number;
}

/**
 * Erases everything about a subject, or nothing. Of an installer the connection stays and goes on; a portal goes as a whole, after
 * its connections were ended. The audit log keeps what was done, without who and where it was about.
 * @throws AppError invalid_input when nothing is kept, and while a portal's connection is not ended
 */
export async function eraseAbout(ctx: Context, subject: Subject): Promise<Erased> {
  // A line is changed only where its link already covers what it was.
  await sealAllLines(ctx);
  return ctx.db.$transaction(async (tx) => {
    const found = await findAbout({ db: tx }, subject);
    if (isNothing(found)) throw refused("Nothing is kept about this any more.");
    const living = found.portals.find(({ isEnded }) => !isEnded);
    if (subject.kind === "portal" && living)
      throw refused(
        say(
          "The connection through {app} is not ended. Revoke it or uninstall the app first, so that nothing of it is left at HubSpot.",
          { app: living.appName },
        ),
      );
    await eraseEvents(tx, found);
    await eraseImportRows(tx, found, subject);
    await eraseWords(tx, found);
    await eraseViews(tx, found);
    if (subject.kind === "portal") await erasePortals(tx, found, subject.hubId);
    else await eraseInstaller(tx, ctx, found);
    const lines = await eraseFromLines(tx, ctx, found.lineSeqs, found.needles);
    const erased = {
      portals: subject.kind === "portal" ? found.portals.length : 0,
      grants: found.grantIds.length,
      lines,
    };
    await recordEvent(tx, ctx, {
      action: "personal_data.erased",
      details: { about: subject.kind, reference: referenceOf(ctx, subject), ...erased },
    });
    return erased;
  }, PATIENCE);
}

function refused(confirmation: string): AppError {
  return new AppError("invalid_input", { details: { fields: { confirmation } } });
}

function isNothing(found: Found): boolean {
  const { portals, grantIds, importRowIds, eventIds, bulkRowIds, lineSeqs } = found;
  const { noteIds, requestIds } = found;
  const all = [
    portals,
    grantIds,
    importRowIds,
    eventIds,
    bulkRowIds,
    noteIds,
    requestIds,
    lineSeqs,
  ];
  return all.every(({ length }) => length === 0);
}

async function eraseInstaller(
  tx: DbTransaction,
  { now }: Pick<Context, "now">,
  { grantIds }: Found,
): Promise<void> {
  await tx.grant.updateMany({
    where: { id: { in: grantIds } },
    data: { installerEmail: null, installerUserId: null, installerErasedAt: now() },
  });
}

async function erasePortals(
  tx: DbTransaction,
  { portals, bulkRowIds }: Found,
  hubId: bigint,
): Promise<void> {
  const portalIds = portals.map(({ id }) => id);
  await tx.bulkRow.updateMany({
    where: { id: { in: bulkRowIds } },
    data: { label: ERASED, hubId: 0n, portalId: null },
  });
  await tx.connectAttempt.deleteMany({
    where: { OR: [{ portalId: { in: portalIds } }, { expectedPortalId: { in: portalIds } }] },
  });
  await tx.grantReturn.updateMany({ where: { hubId }, data: { hubId: null } });
  await tx.portal.deleteMany({ where: { id: { in: portalIds } } });
}

async function eraseImportRows(
  tx: DbTransaction,
  { importRowIds }: Found,
  subject: Subject,
): Promise<void> {
  const whole = { hubId: null, hubIdGiven: null, hubDomain: null, label: null };
  await tx.importRow.updateMany({
    where: { id: { in: importRowIds } },
    data: { installerEmail: null, ...(subject.kind === "portal" && whole) },
  });
}

/** What people wrote stays, without whom it names; a portal's own words go with it. */
async function eraseWords(
  tx: DbTransaction,
  { noteIds, requestIds, needles }: Found,
): Promise<void> {
  const notes = await tx.portalNote.findMany({ where: { id: { in: noteIds } } });
  for (const { id, text } of notes)
    await tx.portalNote.update({ where: { id }, data: { text: scrub(text, needles) } });
  const requests = await tx.reconnectRequest.findMany({ where: { id: { in: requestIds } } });
  for (const { id, reason } of requests)
    await tx.reconnectRequest.update({ where: { id }, data: { reason: scrub(reason, needles) } });
}

/** Views that somebody keeps for looking the subject up. */
async function eraseViews(tx: DbTransaction, { needles }: Found): Promise<void> {
  const views = await tx.savedView.findMany({ select: { id: true, name: true, search: true } });
  const about = views.filter(
    ({ name, search }) =>
      !isDeepStrictEqual(scrub([name, decoded(search)], needles), [name, decoded(search)]),
  );
  await tx.savedView.deleteMany({ where: { id: { in: about.map(({ id }) => id) } } });
}

function decoded(search: string): string[] {
  return [...new URLSearchParams(search).values()];
}

async function eraseEvents(tx: DbTransaction, { eventIds, needles }: Found): Promise<void> {
  const events = await tx.alertEvent.findMany({
    where: { id: { in: eventIds } },
    include: { deliveries: { select: { id: true, tryLog: true } } },
  });
  for (const { id, facts, payload, deliveries } of events) {
    const clean = scrub({ facts, payload }, needles);
    for (const delivery of deliveries) {
      const tryLog = scrub(delivery.tryLog, needles) as Prisma.InputJsonValue;
      await tx.alertDelivery.update({ where: { id: delivery.id }, data: { tryLog } });
    }
    await tx.alertEvent.update({
      where: { id },
      data: {
        facts: clean.facts as Prisma.InputJsonValue,
        payload: clean.payload === null ? Prisma.DbNull : clean.payload,
      },
    });
  }
}
