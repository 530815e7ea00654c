export interface ManagedPerson {
  id: string;
  name: string;
  email: string;
  /** A built-in role, or the id of one of the team's own. */
  role: string;
  /** Ids of the apps they are limited to; null for every app. */
  limit: readonly string[] | null;
  /** Their role holds nothing that the viewer's does not. */
  isManageable: boolean;
  isDisabled: boolean;
  isSelf: boolean;
  /** The only owner who can still sign in. */
  isLastOwner: boolean;
  hasFactor: boolean;
}

/** Why an act is not offered for a person, in words; undefined when it is. The server decides again. */
export interface ActReasons {
  changeRole?: Reason;
  disable?: Reason;
  reset?: Reason;
  resetFactors?: Reason;
}

const REASONS = {
  lastOwner: "The last active owner. Make somebody else an owner first.",
  ownersOnly: "Only an owner can manage owners.",
  holdsMore: "Their role may do something that yours may not.",
  self: "You cannot disable yourself. Ask another admin.",
  disabled: "This account is disabled.",
  ownPassword: "Change your own password in Settings.",
  ownFactors: "Remove your own in Settings.",
  noFactor: "They have none.",
} as const;
/** A sentence to say. */
export type Reason = (typeof REASONS)[keyof typeof REASONS];

export function reasonsAgainst(person: ManagedPerson): ActReasons {
  if (!person.isManageable) {
    const reason = person.role === "owner" ? REASONS.ownersOnly : REASONS.holdsMore;
    return { changeRole: reason, disable: reason, reset: reason, resetFactors: reason };
  }
  const last = person.isLastOwner ? REASONS.lastOwner : undefined;
  const self = person.isSelf ? REASONS.self : undefined;
  return {
    changeRole: last,
    disable: last ?? self,
    reset: person.isDisabled ? REASONS.disabled : person.isSelf ? REASONS.ownPassword : undefined,
    resetFactors: reasonAgainstReset(person),
  };
}

function reasonAgainstReset({ isSelf, hasFactor }: ManagedPerson): Reason | undefined {
  if (isSelf) return REASONS.ownFactors;
  return hasFactor ? undefined : REASONS.noFactor;
}
