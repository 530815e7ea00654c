import "server-only";
import { AppError } from "@/lib/errors";
import type { Prisma } from "@/lib/db/generated/client";
import { LEADS_OUT, NAMES_ROWS, REACH_RULES } from "./reach-rules";
import type { Relations } from "./relations";

// One call of Prisma by somebody who is limited to some apps: what it asks for, held in the limit or refused.

export type Args = Record<string, unknown> & { where?: Record<string, unknown> };

interface Call {
  model: Prisma.ModelName;
  operation: string;
  args: Args;
}

const CREATES = new Set(["create", "createMany", "createManyAndReturn"]);

/**
 * What a call asks for, and that it be within reach.
 * @throws AppError not_found for making something of another app, or moving something there
 * @throws Error for what cannot be held in the limit
 */
export function withinReach(
  { model, operation, args }: Call,
  apps: string[],
  relations: Relations,
): Args {
  assertStaysInside(model, args, relations);
  const rule = REACH_RULES[model];
  const written = [args["data"], args["create"], args["update"]].flat() as Written[];
  for (const row of written) assertWrittenWithin({ model, row }, apps, relations);
  if (rule === "shared") return args;
  if (CREATES.has(operation) || args["create"] !== undefined) {
    if (model === "HubSpotApp") throw new AppError("not_found");
    if (CREATES.has(operation)) return args;
  }
  const others = args.where?.["AND"];
  const all = [...(others === undefined ? [] : [others].flat()), rule(apps).where];
  return { ...args, where: { ...args.where, AND: all } };
}

/** What stands between a table and its relations in what a call asks for. */
const AROUND = ["AND", "OR", "NOT", "is", "isNot", "some", "every", "none"];
const PARTS = ["where", "select", "include", "orderBy", "_count"];
const WALKED = new Set([...AROUND, ...PARTS]);

/** Follows what is asked for through its relations, however deep: some lead to rows that are not within reach. */
function assertStaysInside(model: Prisma.ModelName, asked: unknown, relations: Relations): void {
  if (Array.isArray(asked)) {
    for (const one of asked) assertStaysInside(model, one, relations);
    return;
  }
  if (typeof asked !== "object" || asked === null) return;
  for (const [name, value] of Object.entries(asked)) {
    const next = relations[model][name];
    // Counted at once, all relations of a row are asked for.
    const isAll = (name === "select" || name === "include") && countsAll(value);
    const leadsOut = LEADS_OUT[model] ?? [];
    if (leadsOut.length > 0 && (isAll || (value !== false && leadsOut.includes(name))))
      throw new Error(`${model}.${name} leads out of the apps that this person is limited to`);
    if (next || WALKED.has(name)) assertStaysInside(next ?? model, value, relations);
  }
}

function countsAll(part: unknown): boolean {
  return typeof part === "object" && part !== null && "_count" in part && part._count === true;
}

type Written = Record<string, unknown> | undefined;

/** Rows about anything may name anything: they are read by those whom they concern. */
const ABOUT_ANYTHING = new Set<Prisma.ModelName>(["AuditEvent", "AlertEvent"]);

function assertWrittenWithin(
  { model, row }: { model: Prisma.ModelName; row: Written },
  apps: string[],
  relations: Relations,
): void {
  for (const [name, written] of Object.entries(row ?? {})) {
    if (written === undefined) continue;
    if (relations[model][name])
      throw new Error(`${model}.${name} is written through another table, past a limit to apps`);
    if (REACH_RULES[model] === "shared" || ABOUT_ANYTHING.has(model)) continue;
    const value = valueOf(written);
    if (value === null) continue;
    if (name === "appId" && !apps.includes(String(value))) throw new AppError("not_found");
    if (NAMES_ROWS.includes(name))
      throw new Error(
        `${model}.${name} may name a row of another app: ask reachPortal or reachApp first`,
      );
  }
}

/** An update may say `{ set: value }` for a value. */
function valueOf(written: unknown): unknown {
  const isSet = typeof written === "object" && written !== null && "set" in written;
  return isSet ? written.set : written;
}
