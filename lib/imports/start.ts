import "server-only";
import { randomUUID } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { reachApp } from "@/lib/reach/reach";
import { redact } from "@/lib/redact.mjs";
import { decodeFile, ImportFileError, parseImport, type ParsedFile } from "./parse";
import { importTokenPlace } from "./places";

export interface StartImportInput {
  appId: string;
  fileName: string;
  bytes: Uint8Array;
}

const ROWS_PER_STATEMENT = 1_000;
const TRANSACTION_MS = 30_000;

/**
 * Takes a file of refresh tokens and starts the dry run. The file lives in memory only: each token is sealed at once
 * on a row of its own, bad lines leave their number and what is wrong with them.
 * @throws AppError not_found, app_credentials_refused, invalid_input when the file cannot be read as a whole
 */
export async function startImport(
  given: Context,
  input: StartImportInput,
): Promise<{ jobId: string }> {
  const ctx = await reachApp(given, input.appId);
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app) throw new AppError("not_found");
  if (app.credentialsRefusedAt) throw new AppError("app_credentials_refused");
  const parsed = readFile(input.bytes);
  const jobId = randomUUID();
  const rows = rowsOf(ctx, jobId, parsed);
  const fileName = redact(input.fileName.replace(/^.*[\\/]/, "")).slice(0, 120) || null;
  await ctx.db.$transaction(
    async (tx) => {
      await tx.importJob.create({
        data: {
          id: jobId,
          appId: app.id,
          createdById: ctx.actor.kind === "person" ? ctx.actor.id : undefined,
          fileName,
          createdAt: ctx.now(),
        },
      });
      for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT)
        await tx.importRow.createMany({ data: rows.slice(at, at + ROWS_PER_STATEMENT) });
      await recordEvent(tx, ctx, {
        action: "import.started",
        target: { kind: "job", id: jobId, label: app.name },
        appId: app.id,
        details: { fileName, rows: rows.length, badLines: parsed.bad.length },
      });
    },
    { timeout: TRANSACTION_MS },
  );
  return { jobId };
}

function readFile(bytes: Uint8Array): ParsedFile {
  try {
    return parseImport(decodeFile(bytes));
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    throw new AppError("invalid_input", { details: { fields: { file: error.message } } });
  }
}

/** Every line of the file as a row. A token that stands twice is taken from the first of its lines. */
function rowsOf(
  ctx: Context,
  jobId: string,
  parsed: ParsedFile,
): Prisma.ImportRowCreateManyInput[] {
  const firstLines = new Map<string, number>();
  const now = ctx.now();
  const dealtWith = { status: "skipped" as const, checkedAt: now, finishedAt: now };
  const good = parsed.rows.map(({ line, token, hubId, label }) => {
    const id = randomUUID();
    const secret = new Secret(token);
    const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", secret);
    const said = { id, jobId, line, hubIdGiven: hubId, label, refreshTokenFingerprint };
    const firstLine = firstLines.get(refreshTokenFingerprint);
    if (firstLine !== undefined) {
      const failure = { failureKind: "in_file", failureStatus: String(firstLine) };
      return { ...said, ...dealtWith, ...failure, finding: "duplicate" };
    }
    firstLines.set(refreshTokenFingerprint, line);
    return { ...said, refreshTokenSealed: ctx.vault.seal(importTokenPlace(id), secret) };
  });
  const bad = parsed.bad.map(({ line, problem }) => ({
    ...{ jobId, line, finding: "invalid", failureKind: problem },
    ...dealtWith,
  }));
  return [...good, ...bad];
}
