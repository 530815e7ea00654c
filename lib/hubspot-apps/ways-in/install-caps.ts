// Client-safe: HubSpot's limits of installs (facts, section 2.6) and when to warn about them.

import type { ConsoleSay } from "@/lib/say/sentence";

/** Private distribution, Marketplace distribution without a listing, private distribution of a Solutions Partner. */
export const INSTALL_CAPS = [10, 25, 100] as const;

export interface InstallCap {
  cap: number;
  /** Portals of this console in which the app is installed. */
  installed: number;
}

const WARN_FROM = 0.8;

export function capLevel({ cap, installed }: InstallCap): "fine" | "near" | "full" {
  if (installed >= cap) return "full";
  return installed >= cap * WARN_FROM ? "near" : "fine";
}

/** What is said when the installs run out. */
export type CapSay = ConsoleSay<
  | "All {cap:number} installs of this app are used"
  | "HubSpot refuses further accounts on its consent page and tells nobody here. Portals that are known already can still be reconnected. Uninstall the app where it is no longer needed, or list it on the Marketplace."
  | "{installed:number} of {cap:number} installs of this app are used"
  | "{count:number} more accounts can install it; after that HubSpot refuses on its consent page."
>;

/** The warning, or null while there is room. */
export function capWarning(use: InstallCap, say: CapSay): { title: string; text: string } | null {
  const { cap, installed } = use;
  const left = cap - installed;
  switch (capLevel(use)) {
    case "full":
      return {
        title: say("All {cap:number} installs of this app are used", { cap }),
        text: say(
          "HubSpot refuses further accounts on its consent page and tells nobody here. Portals that are known already can still be reconnected. Uninstall the app where it is no longer needed, or list it on the Marketplace.",
        ),
      };
    case "near":
      return {
        title: say("{installed:number} of {cap:number} installs of this app are used", {
          installed,
          cap,
        }),
        text: say.count(
          left,
          "One more account can install it; after that HubSpot refuses on its consent page.",
          "{count:number} more accounts can install it; after that HubSpot refuses on its consent page.",
        ),
      };
    default:
      return null;
  }
}
