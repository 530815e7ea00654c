import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isUniqueViolation } from "@/lib/db/errors";
import { assertPassword } from "./assert-password";
import { assertMayAssign } from "./invites";
import { hashPassword } from "./password";
import type { CreatePersonInput } from "./schemas";

/** Makes a person with a password, for operators. @throws AppError email_taken, weak_password, forbidden */
export async function createPerson(
  ctx: Context,
  input: CreatePersonInput,
): Promise<{ id: string }> {
  const { email, name, role, password } = input;
  assertMayAssign(ctx, role);
  assertPassword(password, { email, name });
  const passwordHash = await hashPassword(password);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const person = await tx.person.create({
        data: { email, name, role, passwordHash, passwordChangedAt: ctx.now() },
        select: { id: true },
      });
      const target = { kind: "person", id: person.id, label: email } as const;
      await recordEvent(tx, ctx, { action: "person.created", target, details: { role } });
      return person;
    });
  } catch (error) {
    throw isUniqueViolation(error, "email") ? new AppError("email_taken") : error;
  }
}
