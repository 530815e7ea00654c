import fc from "fast-check";
import { cookieOf, tokensOf, type Furnished } from "../../e2e/support/furnish";
import type { Database } from "../../e2e/support/database";
import type { Stack } from "../../e2e/support/stack";
import type { Team } from "../../e2e/support/team";
import { rawRequest, type RawAnswer } from "../raw-request";
import { builtAction, returned, sendAction } from "../surface/server-actions";
import { faultsOf, halfWritten, isRefusal, marksOf } from "./judge";
import type { Shot } from "./shot";
import { shotsAt } from "./shots";

export interface Fired {
  /** Every input that was answered wrongly, with what repeats it. */
  faults: string[];
  /** How many inputs met which target, and how they were answered. */
  targets: Map<string, number>;
  answers: Map<string, number>;
}

interface Options {
  seed: number;
  count: number;
  /** Told after each batch. */
  progress?: (done: number) => void;
}

const BATCH = 250;

/**
 * Sends hostile inputs one after the other and judges each answer and what it left in the database.
 * @param options.seed the same seed gives the same inputs, as far as ids of this installation go
 */
export async function fire(
  stack: Stack,
  team: Team,
  world: Furnished,
  { seed, count, progress }: Options,
): Promise<Fired> {
  const database = await stack.database();
  const cookies = { owner: cookieOf(team.owner), support: cookieOf(team.support), nobody: "" };
  const shots = await shotsAt(stack.origin, world, cookies);
  const fired: Fired = { faults: [], targets: new Map(), answers: new Map() };
  for (let done = 0; done < count; done += BATCH) {
    const numRuns = Math.min(BATCH, count - done);
    const secrets = await secretsOf(stack, world);
    for (const [index, shot] of fc.sample(shots, { seed: seed + done, numRuns }).entries()) {
      const { status, faults } = await fireOne(stack, database, shot, secrets);
      add(fired.targets, shot.target);
      add(fired.answers, `${shot.kind} ${status}`);
      const name = `seed ${seed}, input ${done + index}, ${shot.target}`;
      fired.faults.push(...faults.map((fault) => `${name}: ${fault}\n  ${inWords(shot)}`));
    }
    progress?.(done + numRuns);
  }
  await revive(database);
  fired.faults.push(...(await halfWritten(database)), ...(await chainFaults(stack, cookies.owner)));
  return fired;
}

/** Asks the product itself whether its audit log is whole. */
async function chainFaults({ origin }: Stack, cookie: string): Promise<string[]> {
  const { id } = builtAction("checkAuditAction");
  const answer = await sendAction(origin, { id, address: "/settings/system", fields: [], cookie });
  const words = returned(answer)?.message ?? `${answer.status}`;
  return /^All \d+ lines are intact\.$/.test(words) ? [] : [`the audit log: ${words}`];
}

async function fireOne(
  { origin }: Stack,
  database: Database,
  shot: Shot,
  secrets: Map<string, string>,
): Promise<{ status: number; faults: string[] }> {
  await revive(database);
  const before = await marksOf(database);
  let answer: RawAnswer;
  try {
    answer = await rawRequest(origin, shot.request);
  } catch (error) {
    return { status: 0, faults: [`no answer: ${String(error)}`] };
  }
  const faults = faultsOf(shot, answer, secrets);
  if (isRefusal(shot, answer)) {
    const after = await marksOf(database);
    const changed = [...after].flatMap(([table, mark]) =>
      before.get(table) === mark ? [] : [table],
    );
    if (changed.length > 0) faults.push(`refused, and wrote: ${changed.join(", ")}`);
  }
  return { status: answer.status, faults };
}

/** What an earlier input did to who sends is undone: signed out, disabled, made to wait. */
async function revive(database: Database): Promise<void> {
  await database.rows(`DELETE FROM "Throttle"`);
  await database.rows(
    `UPDATE "Session" SET "endedAt" = NULL, "endReason" = NULL WHERE "endedAt" IS NOT NULL`,
  );
  await database.rows(
    `UPDATE "Person" SET "disabledAt" = NULL, role = (CASE WHEN email LIKE 'sue@%' THEN 'support' ELSE role::text END)::"Role"
     WHERE "disabledAt" IS NOT NULL OR email LIKE 'sue@%' AND role <> 'support'`,
  );
}

async function secretsOf(stack: Stack, world: Furnished): Promise<Map<string, string>> {
  const marked = Object.entries(world.secrets).flatMap(([kind, values]) =>
    values.filter((value) => value.length >= 12).map((value) => [value, kind] as const),
  );
  const tokens = (await tokensOf(stack)).map((token) => [token, "token"] as const);
  return new Map([...marked, ...tokens]);
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** A request as somebody can send it again; what is long is cut. */
function inWords({ request }: Shot): string {
  const { method = "GET", path, headers = {}, body = "" } = request;
  const { cookie: _cookie, authorization: _key, ...shown } = headers;
  const text = JSON.stringify({ headers: shown, body: String(body).slice(0, 1_500) });
  return `${method} ${path.slice(0, 600)} ${text.slice(0, 2_500)}`;
}
