import "server-only";
import { sha256 } from "@/lib/crypto/token";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { judgeLink } from "./judge-link";
import { WITH_RIGHTS } from "./rights";

/** What judging asks about the maker and the target of a link. */
export const STANDING = {
  select: {
    name: true,
    email: true,
    disabledAt: true,
    passwordChangedAt: true,
    ...WITH_RIGHTS,
  },
} as const;

/**
 * The link behind a token, if it still gives what it was made for. The join screen asks without locks; at acceptance
 * it is asked again with its people and itself locked.
 * @throws AppError invite_invalid; email_taken when the person who was to join has an account by now
 */
export async function goodLink(db: DbTransaction, now: Date, token: string) {
  const link = await db.invite.findUnique({
    where: { tokenHash: sha256(token) },
    include: { createdBy: STANDING, person: STANDING, customRole: true },
  });
  if (!link) throw new AppError("invite_invalid");
  const holder = link.isReset
    ? null
    : await db.person.findUnique({ where: { email: link.email }, select: { id: true } });
  const verdict = judgeLink(link, now, holder !== null);
  if (verdict === "address_taken") throw new AppError("email_taken");
  if (verdict === "dead") throw new AppError("invite_invalid");
  return link;
}
