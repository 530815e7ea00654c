import { mayAssign } from "@/lib/auth/roles";
import { areSameRights, rightsOf, type StoredRights } from "./rights";

/** How a person stands at the moment a link is judged. */
export interface Standing extends StoredRights {
  email: string;
  disabledAt: Date | null;
  passwordChangedAt: Date | null;
}

export interface JudgedLink extends StoredRights {
  email: string;
  isReset: boolean;
  usedAt: Date | null;
  withdrawnAt: Date | null;
  expiresAt: Date;
  targetPasswordChangedAt: Date | null;
  createdById: string | null;
  /** Whoever made it. */
  createdBy: Standing | null;
  /** Of a reset: whom it is for. */
  person: Standing | null;
}

export type LinkVerdict = "good" | "dead" | "address_taken";

/**
 * Whether a one-time link still gives what it was made for. The roles of this moment decide, not those of the moment it
 * was made: its maker must still be allowed to make it, and a reset must find its person as they were then, with the
 * same rights, address and password (ASVS 8.3.2). A link without a maker was made by an operator in a shell.
 * @param isTaken whether a person has the address of an invitation by now
 */
export function judgeLink(link: JudgedLink, now: Date, isTaken: boolean): LinkVerdict {
  if (link.usedAt || link.withdrawnAt || link.expiresAt <= now) return "dead";
  if (link.createdById && !mayStillMake(link.createdBy, link)) return "dead";
  if (!link.isReset) return isTaken ? "address_taken" : "good";
  return isAsItWas(link) ? "good" : "dead";
}

function mayStillMake(maker: Standing | null, link: StoredRights): boolean {
  return maker !== null && !maker.disabledAt && mayAssign(rightsOf(maker), rightsOf(link));
}

function isAsItWas(link: JudgedLink): boolean {
  const { person, email, targetPasswordChangedAt } = link;
  if (!person || person.disabledAt || person.email !== email) return false;
  if (!areSameRights(person, link)) return false;
  return person.passwordChangedAt?.getTime() === targetPasswordChangedAt?.getTime();
}
