import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Person } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { verifyPassword } from "./password";
import { throttled } from "./throttle";

/**
 * Whoever acts shows their password once more, before something that a session alone must not do.
 * @throws AppError wrong_password, rate_limited, unauthenticated
 */
export async function showPassword(ctx: Context, password: string): Promise<Person> {
  const person = await ctx.db.person.findUnique({ where: { id: ctx.actor.id ?? "" } });
  if (!person) throw new AppError("unauthenticated");
  const target = { kind: "person", id: person.id, label: person.email } as const;
  return throttled(
    ctx,
    [{ name: "password", key: person.id, target }],
    "wrong_password",
    async () => {
      if (await verifyPassword(person.passwordHash, password.slice(0, 1024))) return person;
      await recordAlone(ctx, { action: "person.password_refused", outcome: "denied", target });
      const fields = { currentPassword: "The current password is not right." };
      throw new AppError("wrong_password", { details: { fields } });
    },
  );
}
