import "server-only";
import { AppError } from "@/lib/errors";
import { passwordProblem } from "./password";

/** @throws AppError weak_password with the reason, marked at `field` */
export function assertPassword(
  password: string,
  about: { email?: string; name?: string },
  field = "password",
): void {
  const reason = passwordProblem(password, about);
  if (reason)
    throw new AppError("weak_password", { details: { reason, fields: { [field]: reason } } });
}
