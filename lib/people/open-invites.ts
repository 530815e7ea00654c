import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { STANDING } from "./good-link";
import { judgeLink } from "./judge-link";

const JUDGED = { createdBy: STANDING, person: STANDING, customRole: true } as const;

/** The newest invitation to an address that its link would still honour, if there is one. */
export async function openInviteTo(tx: DbTransaction, now: Date, email: string) {
  const invites = await tx.invite.findMany({
    where: { email, isReset: false, usedAt: null, withdrawnAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: "desc" },
    include: JUDGED,
  });
  return invites.find((one) => judgeLink(one, now, false) === "good");
}

/**
 * Withdraws the links that give a role, or that its holders made, and that nobody could have made with what it holds now.
 * @returns how many there were
 */
export async function withdrawDeadLinks(
  tx: DbTransaction,
  ctx: Pick<Context, "now">,
  customRoleId: string,
): Promise<number> {
  const now = ctx.now();
  const open = await tx.invite.findMany({
    where: {
      ...{ usedAt: null, withdrawnAt: null, expiresAt: { gt: now } },
      OR: [{ customRoleId }, { createdBy: { customRoleId } }],
    },
    include: JUDGED,
  });
  const dead = open.filter((one) => judgeLink(one, now, false) === "dead").map(({ id }) => id);
  await tx.invite.updateMany({ where: { id: { in: dead } }, data: { withdrawnAt: now } });
  return dead.length;
}
