import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isUniqueViolation } from "@/lib/db/errors";
import { assertMayAssign } from "./assert-may-assign";
import { assertPassword } from "./assert-password";
import { storedRights } from "./give-rights";
import { hashPassword } from "./password";
import { columnsOf, rightsOf } from "./rights";
import { rightsInWords } from "./rights-in-words";
import type { CreatePersonInput } from "./schemas";
import { withdrawLinks } from "./withdraw-links";

/**
 * Makes a person with a password, for operators; an open invitation to the address has nobody left to let in.
 * @throws AppError email_taken, weak_password, forbidden; as storedRights
 */
export async function createPerson(
  ctx: Context,
  input: CreatePersonInput,
): Promise<{ id: string }> {
  const { email, name, password } = input;
  await assertPassword(ctx, password, { email, name });
  const passwordHash = await hashPassword(password);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const stored = await storedRights(tx, input);
      const rights = rightsOf(stored);
      assertMayAssign(ctx.actor, rights);
      const person = await tx.person.create({
        data: { email, name, ...columnsOf(stored), passwordHash, passwordChangedAt: ctx.now() },
        select: { id: true },
      });
      const target = { kind: "person", id: person.id, label: email } as const;
      const linksWithdrawn = await withdrawLinks(tx, ctx, { invitationsTo: email });
      const details = { ...(await rightsInWords(tx, stored)), linksWithdrawn };
      await recordEvent(tx, ctx, { action: "person.created", target, details });
      return person;
    });
  } catch (error) {
    throw isUniqueViolation(error, "email") ? new AppError("email_taken") : error;
  }
}
