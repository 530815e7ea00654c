import "server-only";
import { randomUUID } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import { builtIn } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { equalInConstantTime } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import { assertPassword } from "./assert-password";
import { actorOf, openSession, type Entered } from "./open-session";
import { hashPassword } from "./password";
import type { SetUpInput } from "./schemas";
import { throttled, type Budget } from "./throttle";

/** True until the first owner exists. */
export async function isSetupOpen(ctx: Context): Promise<boolean> {
  const owner = await ctx.db.person.findFirst({ where: { role: "owner" }, select: { id: true } });
  return owner === null;
}

/**
 * Creates the first owner and opens a session for them. Whether one exists is decided by the same statement that
 * creates it, so of two racing requests one wins and the other finds setup closed.
 * @throws AppError setup_closed, setup_token_wrong, weak_password, rate_limited
 */
export async function createOwner(ctx: Context, input: SetUpInput): Promise<Entered> {
  if (!(await isSetupOpen(ctx))) throw new AppError("setup_closed");
  const budgets: Budget[] = [{ name: "setup", key: ctx.actor.ip ?? "unknown" }];
  return throttled(ctx, budgets, "setup_token_wrong", () => create(ctx, input));
}

async function create(ctx: Context, input: SetUpInput): Promise<Entered> {
  const token = ctx.env.setupToken?.reveal();
  if (!token || !equalInConstantTime(token, input.setupToken)) {
    throw new AppError("setup_token_wrong", {
      details: {
        fields: {
          setupToken: "This setup token is not right. Copy it from the output of npm start.",
        },
      },
    });
  }
  await assertPassword(ctx, input.password, input);
  const passwordHash = await hashPassword(input.password);
  const personId = randomUUID();
  const passwordChangedAt = ctx.now();
  return ctx.db.$transaction(async (tx) => {
    // The lock makes the two racing statements meet; without it both could see no owner.
    await tx.$executeRaw`LOCK TABLE "Person" IN SHARE ROW EXCLUSIVE MODE`;
    const created = await tx.$executeRaw`
      INSERT INTO "Person" ("id", "email", "name", "role", "passwordHash", "passwordChangedAt", "updatedAt")
      SELECT ${personId}::uuid, ${input.email}, ${input.name}, 'owner', ${passwordHash}, ${passwordChangedAt}, now()
      WHERE NOT EXISTS (SELECT 1 FROM "Person" WHERE "role" = 'owner')`;
    if (created === 0) throw new AppError("setup_closed");
    const rights = builtIn("owner");
    const owner = { id: personId, email: input.email, rights, passwordChangedAt };
    const target = { kind: "person", id: personId, label: input.email } as const;
    await recordEvent(
      tx,
      { ...ctx, actor: actorOf(ctx, owner) },
      { action: "system.set_up", target },
    );
    return openSession(tx, ctx, owner);
  });
}
