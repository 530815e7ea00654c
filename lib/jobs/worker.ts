import "server-only";
import { deliver } from "@/lib/alerts/deliver";
import { handOutAlerts } from "@/lib/alerts/hand-out";
import { lookAfterAlerts } from "@/lib/alerts/look-after";
import { planBackups } from "@/lib/backup/plan-backups";
import { writeScheduledBackup } from "@/lib/backup/write-scheduled";
import { planWeeklyNote } from "@/lib/alerts/weekly-note";
import { sendSignInNote } from "@/lib/alerts/sign-in-note";
import { sendMessages } from "@/lib/alerts/send-messages";
import { keepAnchor } from "@/lib/audit/keep-anchors";
import { planAuditCheck } from "@/lib/audit/nightly";
import { sealLines } from "@/lib/audit/seal-lines";
import type { Context } from "@/lib/context";
import { lookAfterBulk } from "@/lib/bulk/hand-out";
import { runBulkRow } from "@/lib/bulk/run";
import { lookAfterRotation, runRotation } from "@/lib/keys/rotation-job";
import { logger } from "@/lib/logger";
import { workQueue } from "@/lib/queue/work-queue";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { planForgetting } from "@/lib/retention/forget";
import { checkProviderSessions } from "@/lib/single-sign-on/still-there";
import { finishRevocations } from "./finish-revocations";
import { identifyGrants } from "./identify-grants";
import { startLoop, type Loop } from "./loop";
import { pollJournals } from "./poll-journal";
import { dropExpiredSecrets } from "./drop-secrets";
import { recoverAnswers } from "./recover-answers";
import { recoverTokens } from "./recover-tokens";
import { refreshDuePortals } from "./refresh-due";
import { runImports } from "./run-imports";
import { refreshStaleMetadata } from "./refresh-metadata";

/** Everything a server does by itself. Each piece has its own round, so a long one never holds up the renewals. */
const LOOPS: Loop[] = [
  { name: "recover answers", everyMs: 15_000, run: recoverAnswers, isFirst: true, isOwnDisk: true },
  { name: "refresh due portals", everyMs: 5_000, run: refreshDuePortals, isFirst: true },
  { name: "identify grants", everyMs: 5_000, run: identifyGrants },
  { name: "give grants back", everyMs: 5_000, run: giveBackGrants },
  { name: "finish revocations", everyMs: 30_000, run: finishRevocations },
  { name: "look after bulk jobs", everyMs: 60_000, run: lookAfterBulk, isFirst: true },
  { name: "look after key rotation", everyMs: 60_000, run: lookAfterRotation, isFirst: true },
  { name: "poll journals", everyMs: 60_000, run: pollJournals },
  { name: "run imports", everyMs: 3_000, run: runImports },
  { name: "refresh metadata", everyMs: 60_000, run: refreshStaleMetadata },
  { name: "forget what is old", everyMs: 10 * 60_000, run: planForgetting },
  { name: "hand out alerts", everyMs: 1_000, run: handOutAlerts },
  { name: "link audit lines", everyMs: 250, run: sealLines },
  {
    name: "keep an audit anchor",
    everyMs: 60 * 60_000,
    run: keepAnchor,
    isFirst: true,
    isOwnDisk: true,
  },
  { name: "check the audit log", everyMs: 10 * 60_000, run: planAuditCheck },
  { name: "plan backups", everyMs: 30_000, run: planBackups },
  { name: "plan the weekly note", everyMs: 10 * 60_000, run: planWeeklyNote },
  { name: "look after alerts", everyMs: 60_000, run: lookAfterAlerts },
  { name: "check sessions of single sign-on", everyMs: 60_000, run: checkProviderSessions },
  { name: "drop previous secrets", everyMs: 30_000, run: dropExpiredSecrets },
];

const DELIVERIES = { name: "deliver", atOnce: 32, everyMs: 500, run: deliver } as const;
const BACKUPS = {
  name: "backup",
  atOnce: 1,
  everyMs: 5_000,
  run: writeScheduledBackup,
} as const;
/** Few at a time: HubSpot is asked for each, beside the renewals that must not wait. */
const BULK_ROWS = { name: "bulk_row", atOnce: 3, everyMs: 1_000, run: runBulkRow } as const;
const ROTATIONS = { name: "rotate_keys", atOnce: 1, everyMs: 2_000, run: runRotation } as const;
const NOTES = { name: "sign_in_note", atOnce: 2, everyMs: 2_000, run: sendSignInNote } as const;
const MESSAGES = { name: "message", atOnce: 4, everyMs: 2_000, run: sendMessages } as const;

/**
 * Starts the background work, after the tokens that an earlier process left on the disk are stored: nobody asks HubSpot
 * with older ones before. A process that leaves the work to others still looks after its own disk, which they cannot see.
 * @returns a function that stops it and waits for what is under way
 */
export async function startWorker(
  createJobContext: () => Promise<Context>,
  { isOn = true }: { isOn?: boolean } = {},
): Promise<() => Promise<void>> {
  await recoverFirst(createJobContext);
  const loops = isOn ? LOOPS : LOOPS.filter(({ isOwnDisk }) => isOwnDisk);
  const stops = loops.map((loop) => startLoop(loop, createJobContext));
  if (isOn) {
    stops.push(
      workQueue(DELIVERIES, createJobContext),
      workQueue(MESSAGES, createJobContext),
      workQueue(NOTES, createJobContext),
      workQueue(BULK_ROWS, createJobContext),
      workQueue(BACKUPS, createJobContext),
      workQueue(ROTATIONS, createJobContext),
    );
  }
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** A disk or a database that fails just now is tried again by the first of the loops. */
async function recoverFirst(createJobContext: () => Promise<Context>): Promise<void> {
  try {
    await recoverTokens(await createJobContext());
  } catch (error) {
    logger.error({ err: error }, "answers of HubSpot on the disk could not be looked at");
  }
}
