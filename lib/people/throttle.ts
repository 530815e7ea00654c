import "server-only";
import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";

interface Limit {
  /** Tries within `windowSeconds` before tries are refused for `blockSeconds`. */
  points: number;
  windowSeconds: number;
  blockSeconds: number;
}

// Per account first, because attackers change addresses more easily than victims (SEC-54). Nothing locks for good.
const LIMITS = {
  sign_in_account: { points: 10, windowSeconds: 900, blockSeconds: 60 },
  sign_in_ip: { points: 50, windowSeconds: 900, blockSeconds: 60 },
  sign_in_all: { points: 500, windowSeconds: 60, blockSeconds: 30 },
  setup: { points: 10, windowSeconds: 300, blockSeconds: 60 },
  invite: { points: 20, windowSeconds: 300, blockSeconds: 60 },
  password: { points: 10, windowSeconds: 900, blockSeconds: 60 },
  install: { points: 20, windowSeconds: 300, blockSeconds: 60 },
  action: { points: 600, windowSeconds: 60, blockSeconds: 10 },
} satisfies Record<string, Limit>;

export type ThrottleName = keyof typeof LIMITS;

const limiters = new WeakMap<object, Map<ThrottleName, RateLimiterPrisma>>();

function limiterFor(ctx: Context, name: ThrottleName): RateLimiterPrisma {
  const perDb = limiters.get(ctx.db) ?? new Map<ThrottleName, RateLimiterPrisma>();
  limiters.set(ctx.db, perDb);
  const existing = perDb.get(name);
  if (existing) return existing;
  const { points, windowSeconds, blockSeconds } = LIMITS[name];
  const options = { keyPrefix: name, points, duration: windowSeconds, blockDuration: blockSeconds };
  const limiter = new RateLimiterPrisma({
    storeClient: ctx.db,
    ...options,
    insuranceLimiter: new RateLimiterMemory(options),
  });
  perDb.set(name, limiter);
  return limiter;
}

/** Counts one try. @throws AppError rate_limited with `retryAfterSeconds` */
export async function throttle(ctx: Context, name: ThrottleName, key: string): Promise<void> {
  try {
    await limiterFor(ctx, name).consume(sha256(key));
  } catch (refused) {
    throw tooMany(refused);
  }
}

/** Refuses when the limit is already used up, without counting. @throws AppError rate_limited */
export async function checkThrottle(ctx: Context, name: ThrottleName, key: string): Promise<void> {
  const state = await limiterFor(ctx, name).get(sha256(key));
  if (state && state.consumedPoints > LIMITS[name].points && state.msBeforeNext > 0)
    throw tooMany(state);
}

/** Forgets the tries of a key, after a success. */
export async function clearThrottle(ctx: Context, name: ThrottleName, key: string): Promise<void> {
  await limiterFor(ctx, name).delete(sha256(key));
}

function tooMany(refused: unknown): unknown {
  if (!(refused instanceof RateLimiterRes)) return refused;
  const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  return new AppError("rate_limited", { details: { retryAfterSeconds } });
}
