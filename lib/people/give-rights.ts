import "server-only";
import { ROLES, type Role } from "@/lib/auth/roles";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assertRightsAreKnown } from "@/lib/servers/know-rights";
import type { GivenRights } from "./schemas";
import { keptLimit, type StoredRights } from "./rights";

/**
 * What a form asks somebody to be given, as it is stored. A role of the team's own is held until the transaction ends, so
 * that it is not changed or deleted meanwhile.
 * @param before what they have: a limit that is not spoken of stays
 * @throws AppError invalid_input for a role or app that there is not any more, an owner with a limit, a limit to nothing;
 *   older_server_runs
 */
export async function storedRights(
  tx: DbTransaction,
  given: GivenRights,
  before?: StoredRights,
): Promise<StoredRights> {
  const role = ROLES.find((one) => one === given.role);
  const limit = await limitOf(tx, given, before, role);
  const own = role ? null : await holdRole(tx, given.role);
  // Of the team's own it is all that a server of an earlier release would give.
  const stored = { role: role ?? "support", customRoleId: own?.id ?? null, customRole: own };
  await assertRightsAreKnown(tx, { ...stored, ...limit });
  return { ...stored, ...limit };
}

type Limit = Pick<StoredRights, "isLimited" | "appIds">;
const NO_LIMIT: Limit = { isLimited: false, appIds: [] };

async function limitOf(
  tx: DbTransaction,
  { reach, appIds }: GivenRights,
  before: StoredRights | undefined,
  role: Role | undefined,
): Promise<Limit> {
  if (reach === "some" && role === "owner")
    throw refused("appIds", "An owner sees every app. Choose another role, or every app.");
  if (reach === undefined) return before ? keptLimit(role ?? "support", before) : NO_LIMIT;
  if (reach === "all") return NO_LIMIT;
  const chosen = [...new Set(appIds ?? [])].sort();
  if (chosen.length === 0) throw refused("appIds", "Choose at least one app, or every app.");
  const found = await tx.hubSpotApp.count({ where: { id: { in: chosen } } });
  if (found < chosen.length)
    throw refused(
      "appIds",
      "One of these apps was deleted meanwhile. Reload the page and choose again.",
    );
  return { isLimited: true, appIds: chosen };
}

async function holdRole(tx: DbTransaction, id: string) {
  const [role] = await tx.$queryRaw<
    { id: string; name: string; meaning: string; permissions: string[] }[]
  >`
    SELECT "id", "name", "meaning", "permissions" FROM "CustomRole" WHERE "id" = ${id}::uuid FOR SHARE`;
  if (!role)
    throw refused("role", "This role was deleted meanwhile. Reload the page and choose again.");
  return role;
}

function refused(field: "role" | "appIds", words: string): AppError {
  return new AppError("invalid_input", { details: { fields: { [field]: words } } });
}
