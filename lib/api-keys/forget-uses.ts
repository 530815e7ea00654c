import "server-only";
import type { Context } from "@/lib/context";

/** How long it is known who read which token, in days. */
const KEPT_DAYS = 90;
const AT_ONCE = 10_000;

/** Forgets uses of long ago, some at a time. @returns how many; a full batch means that there are more */
export async function forgetOldUses({ db }: Context): Promise<number> {
  const count = await db.$executeRaw`
    DELETE FROM "ApiKeyUse" WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM "ApiKeyUse" WHERE "day" < (now() - make_interval(days => ${KEPT_DAYS}))::date LIMIT ${AT_ONCE}))`;
  return count === AT_ONCE ? count : 0;
}
