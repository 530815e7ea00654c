import type { Permission } from "@/lib/auth/roles";
import type { BulkActionName } from "./words";

/** An act on many portals needs the same permission as on one. */
export const BULK_PERMISSION: Record<BulkActionName, Permission> = {
  refresh: "portals.refresh",
  revoke: "portals.revoke",
  uninstall: "portals.uninstall",
};
