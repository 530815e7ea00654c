import "server-only";
import type { Context } from "@/lib/context";
import { claimWithPortal } from "@/lib/portals/lease";
import { findPortal } from "@/lib/portals/load-portal";

/** RFC 9562 section 5.9: the id of nothing. */
const NIL_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Sends the statements of a refresh once for a portal that is not there, so that the first one after a start does not wait
 * until they are compiled and the database is connected. Changes nothing.
 * @throws what the database said
 */
export async function warmUpRefresh(ctx: Context): Promise<void> {
  await findPortal(ctx, NIL_ID);
  await claimWithPortal(ctx, NIL_ID, 0);
}
