import "server-only";
import type { Rights } from "@/lib/auth/roles";
import { say } from "./say";

/** How a role is called and what it is for: the built-in ones in the reader's language, the team's own as the team wrote them. */
export function sayRole({
  role,
  roleName,
  roleMeaning,
}: Pick<Rights, "role" | "roleName" | "roleMeaning">): { name: string; meaning: string } {
  return role === "own"
    ? { name: roleName, meaning: roleMeaning }
    : { name: say.any(roleName), meaning: say.any(roleMeaning) };
}
