import "server-only";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { TokenSet } from "@/lib/hubspot/read";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { logger } from "@/lib/logger";
import { codeVerifierPlace } from "@/lib/portals/token-places";
import type { SpillRoom } from "@/lib/spill/spill";
import { failAttempt, type AttemptWithApp, type Failure } from "./fail-attempt";
import { finishConnect, judgeAnswer } from "./finish-connect";
import { GrantRefused } from "./grant-refused";

/** What HubSpot sent back for an attempt. */
export interface Brought {
  code?: string;
  error?: string;
}

/** How long the browser that brought a code waits on a white page; after that its attempt's own page waits with it. */
const BROWSER_PATIENCE_MS = 5_000;

/**
 * Finishes an attempt whose owner has been checked. It is consumed by a single conditional update before the code is
 * redeemed, so a replay never reaches HubSpot. What HubSpot gives is on the disk before anything comes of it. All calls
 * happen outside transactions; everything is stored in one, or nothing is. The outcome stands in the attempt: this
 * returns after a few seconds whether it is there or not, and the rest goes on.
 * @throws AppError spill_unwritable, with the code unused
 */
export async function redeemAttempt(
  ctx: Context,
  attempt: AttemptWithApp,
  brought: Brought,
): Promise<void> {
  if (attempt.status !== "pending") return;
  if (attempt.expiresAt <= ctx.now()) return failAttempt(ctx, attempt, "pending", "expired");
  if (isSwitchedOff(attempt)) return failAttempt(ctx, attempt, "pending", "switched_off");
  const room = await ctx.spill.reserve();
  if (!(await consume(ctx, attempt, room))) return;
  const work = redeem(ctx, attempt, brought, room);
  // Nobody waits for it any more after the browser has gone on.
  work.catch((error: unknown) => logger.error({ err: error, attemptId: attempt.id }, "connect"));
  await withinPatience(work);
}

/** @returns false when somebody else has it; the room is given back then, and when the database fails */
async function consume(ctx: Context, { id }: AttemptWithApp, room: SpillRoom): Promise<boolean> {
  let isOurs = false;
  try {
    const { count } = await ctx.db.connectAttempt.updateMany({
      where: { id, status: "pending", expiresAt: { gt: ctx.now() } },
      data: { status: "exchanging", consumedAt: ctx.now() },
    });
    isOurs = count === 1;
  } finally {
    if (!isOurs) room.release();
  }
  return isOurs;
}

async function redeem(
  ctx: Context,
  attempt: AttemptWithApp,
  { code, error: refusal }: Brought,
  room: SpillRoom,
): Promise<void> {
  const startedAt = ctx.now();
  let tokens: TokenSet;
  try {
    if (refusal) throw new GrantRefused("hubspot_error", { status: safeLabel(refusal) });
    if (!code) throw new GrantRefused("code_missing");
    tokens = await exchange(ctx, attempt, new Secret(code));
  } catch (error) {
    room.release();
    await failAttempt(ctx, attempt, "exchanging", describe(error));
    if (error instanceof HubSpotError || error instanceof GrantRefused) return;
    throw error;
  }
  const answer = { attemptId: attempt.id, appId: attempt.appId, startedAt, tokens };
  const keeping = room.keep({ kind: "code", ...answer });
  // Asked while the disk works; what HubSpot says is looked at once the answer is safe.
  const judging = judgeAnswer(ctx, attempt, answer);
  judging.catch(() => undefined);
  await keeping;
  await finishConnect(ctx, attempt, answer, judging);
  room.release();
}

/** HubSpot checks the secret before the code, so a refused secret does not spend it. */
function exchange(ctx: Context, attempt: AttemptWithApp, code: Secret): Promise<TokenSet> {
  const codeVerifier = attempt.codeVerifierSealed
    ? ctx.vault.open(codeVerifierPlace(attempt.id), attempt.codeVerifierSealed)
    : undefined;
  const input = { code: code.reveal(), redirectUri: attempt.redirectUri, codeVerifier };
  return withCredentials(ctx, attempt.app, (app) => ctx.hubspot.exchangeCode(app, input));
}

async function withinPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, BROWSER_PATIENCE_MS);
  });
  await Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

/** A way in for strangers may have been closed while somebody was on HubSpot's page. */
function isSwitchedOff({ source, app }: AttemptWithApp): boolean {
  if (source === "install_link") return !app.installLinkEnabled;
  return source === "marketplace" && !app.marketplaceEnabled;
}

function describe(error: unknown): Failure {
  if (error instanceof HubSpotError) {
    const { kind, status, correlationId } = error;
    return { code: "hubspot", kind, status, correlationId };
  }
  if (error instanceof GrantRefused) return error;
  return { code: "internal" };
}

/** HubSpot's error code from the URL, only when it looks like one. */
function safeLabel(value: string): string {
  return /^[\w.-]{1,64}$/.test(value) ? value : "unreadable";
}
