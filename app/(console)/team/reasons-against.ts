import type { Role } from "@/lib/auth/roles";

export interface ManagedPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
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

export function reasonsAgainst(person: ManagedPerson, mayManageOwners: boolean): ActReasons {
  if (person.role === "owner" && !mayManageOwners) {
    return {
      changeRole: OWNERS_ONLY,
      disable: OWNERS_ONLY,
      reset: OWNERS_ONLY,
      resetFactors: OWNERS_ONLY,
    };
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
