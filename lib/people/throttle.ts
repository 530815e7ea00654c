import "server-only";
import type { AuditEventInput } from "@/lib/audit/events";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError, isAppError, type AppErrorCode } from "@/lib/errors";
import { countTry, forgetTries, takeBackTry } from "./limits/count-try";
import { LIMITS, type Limit, type LimitName } from "./limits/limits";

/** A limit and what is counted under it: an account, a browser, a person, an address. */
export interface Budget {
  name: LimitName;
  key: string;
  /** Whom the audit log names when it is used up. */
  target?: AuditEventInput["target"];
}

/** Counts one try. @throws AppError rate_limited with `retryAfterSeconds` */
export async function throttle(ctx: Context, name: LimitName, key: string): Promise<void> {
  await count(ctx, { name, key });
}

/**
 * Does work that checks a secret. The try is counted under every budget before it, and stays counted only when the work
 * fails with the code `wrong`. Where one budget is used up the others do not count the try.
 * @throws AppError rate_limited with `retryAfterSeconds`, before any work is done; and what the work throws
 */
export async function throttled<T>(
  ctx: Context,
  budgets: Budget[],
  wrong: AppErrorCode,
  work: () => Promise<T>,
): Promise<T> {
  const counted: Budget[] = [];
  try {
    for (const budget of budgets) {
      await count(ctx, budget);
      counted.push(budget);
    }
    const result = await work();
    await Promise.allSettled(counted.map((budget) => succeed(ctx, budget)));
    return result;
  } catch (error) {
    if (!isAppError(error, wrong)) await Promise.allSettled(counted.map((one) => back(ctx, one)));
    throw error;
  }
}

async function count(ctx: Context, budget: Budget): Promise<void> {
  const { waitMs, refused } = await countTry(ctx, budget.name, budget.key);
  if (waitMs === 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  if (isPowerOfTen(refused)) await note(ctx, budget, refused, retryAfterSeconds);
  throw new AppError("rate_limited", { details: { retryAfterSeconds } });
}

function back(ctx: Context, { name, key }: Budget): Promise<void> {
  return takeBackTry(ctx, name, key);
}

function succeed(ctx: Context, budget: Budget): Promise<void> {
  const { isClearedBySuccess }: Limit = LIMITS[budget.name];
  return isClearedBySuccess ? forgetTries(ctx, budget.name, budget.key) : back(ctx, budget);
}

/** A flood leaves a line after 1, 10, 100 ... refusals of a wait, not one per try. */
function isPowerOfTen(refusals: number): boolean {
  return /^10*$/.test(String(refusals));
}

async function note(
  ctx: Context,
  { name, target }: Budget,
  refused: number,
  retryAfterSeconds: number,
): Promise<void> {
  const { event, what }: Limit = LIMITS[name];
  const details = { limit: what, refused, retryAfterSeconds };
  await recordAlone(ctx, { action: event, outcome: "denied", target, details });
}
