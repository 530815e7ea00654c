import { builtIn, can, ROLES, type Permission, type Role } from "@/lib/auth/roles";
import type { RawAnswer } from "../../support/raw-request";
import { redirectOf, returned } from "../../support/surface/server-actions";

/** Everybody who may stand before a page: a role, nobody, or somebody whose session no longer counts. */
export type Visitor = Role | "signed out" | "disabled" | "ended" | "made up";
export const VISITORS: Visitor[] = [...ROLES, "signed out", "disabled", "ended", "made up"];
/** Actions are many; whether a session counts is decided in one place for all of them. */
export const ACTING: Visitor[] = [...ROLES, "signed out", "disabled"];

/** What the permission table says must happen. */
export function verdict(visitor: string, permission: Permission): "given" | "refused" | "sign in" {
  const role = ROLES.find((one) => one === visitor);
  if (!role) return "sign in";
  return can(builtIn(role), permission) ? "given" : "refused";
}

export function readPage({ status, headers }: RawAnswer): string {
  if (status === 200) return "given";
  if (status === 403) return "refused";
  if (status === 307 && /^\/login(\?|$)/.test(String(headers.location))) return "sign in";
  return `${status} ${headers.location ?? ""}`;
}

export function readRoute({ status, headers, body }: RawAnswer): string {
  const isProblem = String(headers["content-type"]).startsWith("application/problem+json");
  if (isProblem && status === 401) return "sign in";
  if (isProblem && status === 403) return "refused";
  // With nothing in its form a handler says what it misses, once it knows who asks.
  return status === 200 || (isProblem && status === 400) ? "given" : `${status} ${body}`;
}

/** @param answer to the form that no action takes */
export function readAction(answer: RawAnswer): string {
  const result = returned(answer);
  if (answer.status === 200 && result?.fieldErrors?.matrix) return "given";
  if (answer.status === 403 && !result) return "refused";
  if (!result && redirectOf(answer).startsWith("/login")) return "sign in";
  return `${answer.status} ${JSON.stringify(result)} ${redirectOf(answer)}`;
}
