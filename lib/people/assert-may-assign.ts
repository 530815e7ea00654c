import { mayAssign, type Role } from "@/lib/auth/roles";
import type { Actor } from "@/lib/context";
import { AppError } from "@/lib/errors";

/** Only owners (and operators in a shell) deal with owners, and support with nobody. @throws AppError forbidden */
export function assertMayAssign(actor: Actor, role: Role): void {
  if (actor.kind === "operator") return;
  if (actor.role && mayAssign(actor.role, role)) return;
  const permission = role === "owner" ? "people.manage_owners" : "people.manage";
  throw new AppError("forbidden", { details: { permission } });
}
