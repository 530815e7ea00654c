// Client-safe: how the list of portals may look, and what a view may be called.
import { z } from "zod";
import { PAGE_SIZES } from "@/lib/portals/look-up/list-query";

/** Columns in their order. The first names the portal and always shows. */
export const PORTAL_COLUMNS = [
  "hub_id",
  "installer",
  "app",
  "status",
  "expires",
  "refreshed",
  "connected",
  "read",
] as const;
export type PortalColumn = (typeof PORTAL_COLUMNS)[number];

export const COLUMN_LABELS: Record<PortalColumn, string> = {
  hub_id: "Hub ID",
  installer: "Installed by",
  app: "App",
  status: "Status",
  expires: "Access token",
  refreshed: "Last refresh",
  connected: "Connected",
  read: "Last read",
};

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

export interface ListLook {
  columns: PortalColumn[];
  density: Density;
  pageSize: number;
}

export const DEFAULT_LOOK: ListLook = {
  columns: ["hub_id", "installer", "app", "status", "expires", "refreshed"],
  density: "comfortable",
  pageSize: PAGE_SIZES[0],
};

export const listLookInput = z.strictObject({
  columns: z
    .array(z.string())
    .default([])
    .transform((names) => PORTAL_COLUMNS.filter((column) => names.includes(column))),
  density: z.enum(DENSITIES),
});

export const pageSizeInput = z.strictObject({
  pageSize: z.coerce
    .number()
    .refine((value) => (PAGE_SIZES as readonly number[]).includes(value), "Choose 25, 50 or 100."),
});

const name = z
  .string()
  .transform((text) => text.replace(/\p{C}/gu, "").replace(/\s+/gu, " ").trim())
  .pipe(z.string().min(1, "Give the view a name.").max(60, "Use at most 60 characters."));

export const saveViewInput = z.strictObject({ name, search: z.string().max(4_000) });
export const renameViewInput = z.strictObject({ viewId: z.uuid(), name });
export const viewIdInput = z.strictObject({ viewId: z.uuid() });
