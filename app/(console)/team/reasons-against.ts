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
  changeRole?: string;
  disable?: string;
  reset?: string;
  resetFactors?: string;
}

const LAST_OWNER = "The last active owner. Make somebody else an owner first.";
const OWNERS_ONLY = "Only an owner can manage owners.";
const HOLDS_MORE = "Their role may do something that yours may not.";

export function reasonsAgainst(person: ManagedPerson): ActReasons {
  if (!person.isManageable) {
    const reason = person.role === "owner" ? OWNERS_ONLY : HOLDS_MORE;
    return { changeRole: reason, disable: reason, reset: reason, resetFactors: reason };
  }
  const last = person.isLastOwner ? LAST_OWNER : undefined;
  const self = person.isSelf ? "You cannot disable yourself. Ask another admin." : undefined;
  return {
    changeRole: last,
    disable: last ?? self,
    reset: person.isDisabled
      ? "This account is disabled."
      : person.isSelf
        ? "Change your own password in Settings."
        : undefined,
    resetFactors: reasonAgainstReset(person),
  };
}

function reasonAgainstReset({ isSelf, hasFactor }: ManagedPerson): string | undefined {
  if (isSelf) return "Remove your own in Settings.";
  return hasFactor ? undefined : "They have none.";
}
