import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { claimLease, type Lease } from "./lease";
import { waitForLease } from "./lease-watch";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";

const CLAIM_TRIES = 3;

/**
 * Claims the lease of a portal, after whoever holds it is done. `check` sees the row before every try and throws when
 * there is nothing left to do.
 * @throws AppError not_found, conflict when others keep getting in between, and whatever `check` throws
 */
export async function claimPortal(
  ctx: Context,
  portalId: string,
  check: (portal: PortalWithGrant) => void,
): Promise<{ lease: Lease; seen: PortalWithGrant }> {
  for (let attempt = 0; attempt < CLAIM_TRIES; attempt += 1) {
    const seen = await loadPortal(ctx, portalId);
    check(seen);
    const lease = await claimLease(ctx, portalId, seen.leaseVersion);
    if (lease) return { lease, seen };
    await waitForLease(ctx, portalId);
  }
  throw new AppError("conflict");
}
