import { mayAssign, type Rights } from "@/lib/auth/roles";
import type { Actor } from "@/lib/context";
import { AppError } from "@/lib/errors";

/**
 * Nobody gives what they do not have, or deals with somebody who has it: owners are left to owners (and operators in a
 * shell), and support deals with nobody. @throws AppError forbidden
 */
export function assertMayAssign(actor: Actor, given: Pick<Rights, "role" | "permissions">): void {
  if (actor.kind === "operator") return;
  if (actor.rights && mayAssign(actor.rights, given)) return;
  const permission = given.role === "owner" ? "people.manage_owners" : "people.manage";
  throw new AppError("forbidden", { details: { permission } });
}
