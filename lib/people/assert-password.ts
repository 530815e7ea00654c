import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { passwordProblem } from "./password-problem";

/** @throws AppError weak_password with the reason, marked at `field` */
export async function assertPassword(
  ctx: Context,
  password: string,
  about: { email?: string; name?: string },
  field = "password",
): Promise<void> {
  const { email, name } = about;
  const reason = await passwordProblem(password, { email, name, origin: ctx.env.origin });
  if (reason)
    throw new AppError("weak_password", { details: { reason, fields: { [field]: reason } } });
}
