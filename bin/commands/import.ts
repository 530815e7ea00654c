import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { buffer } from "node:stream/consumers";
import type { Context } from "@/lib/context";
import { advanceImport } from "@/lib/imports/advance";
import { cancelImport, confirmImport } from "@/lib/imports/decide";
import { getImport, listImportRows, type ImportView } from "@/lib/imports/queries";
import { startImport } from "@/lib/imports/start";
import { MAX_ROWS } from "@/lib/imports/parse";
import { ROW_STATE_WORDS, ROW_STATES, type RowState } from "@/lib/imports/words";
import { operatorContext } from "./context";
import { CommandError, withWords } from "./errors";

const POLL_MS = 500;
const UNREMARKABLE: RowState[] = ["imported", "importable", "unchecked", "cancelled"];

/**
 * `import FILE --app SLUG [--dry-run|--yes]`: checks every token with HubSpot, says what it found, and imports after a
 * yes. `-` reads the file from standard input. Exit code 1 when a row that could be imported was not.
 */
export async function importFile(
  given: Record<string, string | boolean | undefined>,
): Promise<void> {
  const { file, app: slug, mode } = readOptions(given);
  const bytes = await read(file);
  const ctx = await operatorContext();
  const app = await ctx.db.hubSpotApp.findUnique({ where: { slug } });
  if (!app) throw new CommandError(`There is no app "${slug}". The app's page shows its address.`);
  const { jobId } = await withWords(
    startImport(ctx, { appId: app.id, fileName: file === "-" ? "" : basename(file), bytes }),
  );
  const checked = await work(ctx, jobId, ({ status }) => status !== "checking");
  await report(ctx, checked);
  if (mode === "dry-run" || checked.counts.importable + checked.counts.unknown === 0) {
    await end(ctx, checked);
    say(
      mode === "dry-run"
        ? "Dry run: nothing was imported."
        : "There is nothing to import. Nothing was kept.",
    );
    return;
  }
  if (mode === "ask" && !(await isAgreed(checked))) {
    await end(ctx, checked);
    say("Cancelled: nothing was imported.");
    return;
  }
  await withWords(confirmImport(ctx, jobId));
  const ended = await work(ctx, jobId, ({ status }) => status !== "running");
  await report(ctx, ended);
  if (ended.counts.failed > 0)
    throw new CommandError(`${ended.counts.failed} rows failed. Details: ${addressOf(ctx, jobId)}`);
  say(`Done. Details: ${addressOf(ctx, jobId)}`);
}

interface Options {
  file: string;
  app: string;
  mode: "dry-run" | "yes" | "ask";
}

/** Exactly one way: a person who is there to be asked, or a word about it on the command line. */
function readOptions(given: Record<string, string | boolean | undefined>): Options {
  const [file, app] = [String(given.file), String(given.app)];
  if (given["dry-run"] && given.yes)
    throw new CommandError("Give either --dry-run or --yes, not both.");
  const mode = given["dry-run"] ? "dry-run" : given.yes ? "yes" : "ask";
  const canAsk = process.stdin.isTTY && file !== "-";
  if (mode === "ask" && !canAsk)
    throw new CommandError("Nobody can be asked here. Add --dry-run to look, or --yes to import.");
  return { file, app, mode };
}

async function read(file: string): Promise<Uint8Array> {
  if (file === "-") return buffer(process.stdin);
  // npm runs scripts in the package's folder and keeps the caller's here.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  try {
    return await readFile(path);
  } catch {
    throw new CommandError(`The file ${path} cannot be read.`);
  }
}

/** Works on the import in this process, in turns with any server that runs beside it, until it has come so far. */
async function work(
  ctx: Context,
  jobId: string,
  isReached: (job: ImportView) => boolean,
): Promise<ImportView> {
  for (;;) {
    const worked = await advanceImport(ctx, { jobId });
    const job = await getImport(ctx, jobId);
    if (isReached(job)) return job;
    if (job.app.credentialsRefused) {
      await end(ctx, job);
      throw new CommandError(
        `HubSpot refuses the client ID or secret of ${job.app.name}. Correct them on the app's page, then import again.`,
      );
    }
    if (!worked) await sleep(POLL_MS);
  }
}

async function end(ctx: Context, job: ImportView): Promise<void> {
  if (job.status === "checking" || job.status === "ready" || job.status === "running")
    await withWords(cancelImport(ctx, job.id));
}

async function report(ctx: Context, job: ImportView): Promise<void> {
  const rows = await listImportRows(ctx, job.id, { take: MAX_ROWS });
  for (const row of rows) {
    if (UNREMARKABLE.includes(row.state)) continue;
    const { label } = ROW_STATE_WORDS[row.state];
    say(`  line ${row.line}: ${label}. ${row.reason}`);
  }
  const parts = ROW_STATES.filter((state) => job.counts[state] > 0).map(
    (state) => `${job.counts[state]} ${ROW_STATE_WORDS[state].label.toLowerCase()}`,
  );
  say(`${job.total} rows: ${parts.join(", ")}.`);
}

async function isAgreed(job: ImportView): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`Import ${job.counts.importable} portals? (yes/no) `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}

function addressOf(ctx: Context, jobId: string): string {
  return `${ctx.env.origin}/portals/import/${jobId}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
