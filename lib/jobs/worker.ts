import "server-only";
import type { Context } from "@/lib/context";
import { runBulkJobs } from "@/lib/bulk/run";
import { startLoop, type Loop } from "./loop";
import { pollJournals } from "./poll-journal";
import { dropExpiredSecrets } from "./drop-secrets";
import { refreshDuePortals } from "./refresh-due";
import { runImports } from "./run-imports";
import { refreshStaleMetadata } from "./refresh-metadata";

/** Everything a server does by itself. Each piece has its own round, so a long one never holds up the renewals. */
const LOOPS: Loop[] = [
  { name: "refresh due portals", everyMs: 5_000, run: refreshDuePortals },
  { name: "run bulk jobs", everyMs: 2_000, run: runBulkJobs },
  { name: "poll journals", everyMs: 60_000, run: pollJournals },
  { name: "run imports", everyMs: 3_000, run: runImports },
  { name: "refresh metadata", everyMs: 60_000, run: refreshStaleMetadata },
  { name: "drop previous secrets", everyMs: 30_000, run: dropExpiredSecrets },
];

/** Starts the background work. @returns a function that stops it and waits for what is under way */
export function startWorker(createJobContext: () => Promise<Context>): () => Promise<void> {
  const stops = LOOPS.map((loop) => startLoop(loop, createJobContext));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
