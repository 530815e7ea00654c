// Client-safe: what the palette shows of what was found.
import type { PortalStatus } from "@/lib/portals/status";

/** Something to do with what was found: a place to go to, or an act that needs no dialog. */
export type FoundAct =
  | { label: string; href: string }
  | { label: string; act: "refresh"; portalId: string; seenVersion: number };

export interface Found {
  kind: "portal" | "app" | "event" | "document";
  href: string;
  label: string;
  /** What tells it from others of the same name. */
  detail: string;
  status?: PortalStatus;
  /** What this person may do with it. */
  acts: FoundAct[];
}
