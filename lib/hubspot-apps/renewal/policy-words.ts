// Client-safe: when an app's tokens are renewed, in words.
import type { ConsoleSay } from "@/lib/say/sentence";

export const REFRESH_POLICIES = ["ahead", "when_used", "on_demand"] as const;
export type RefreshPolicy = (typeof REFRESH_POLICIES)[number];

export interface PolicyWords {
  label: string;
  meaning: string;
  /** What somebody learns later than with the others. */
  notices: string;
}

export const POLICY_WORDS: Record<RefreshPolicy, PolicyWords> = {
  ahead: {
    label: "Ahead",
    meaning: "Every token is renewed before it expires, so a program never waits for one.",
    notices: "A lost grant is noticed within half an hour.",
  },
  when_used: {
    label: "When used",
    meaning:
      "Renewed ahead for portals whose token was read in the last 24 hours. The others are asked for once a day.",
    notices:
      "A grant that nobody uses may be lost for a day before it shows. The first read after a pause waits for HubSpot.",
  },
  on_demand: {
    label: "On demand",
    meaning: "Renewed when a program asks for a token and the stored one is too old.",
    notices:
      "A lost grant is noticed at the next read, however late that is. Each read after a pause waits for HubSpot.",
  },
};

/** What there is to be renewed. */
export interface RenewalLoad {
  portals: number;
  /** Portals whose token was read in the last 24 hours. */
  inUse: number;
}

/** HubSpot gives 30 minutes, and a token is renewed five to six minutes before its end. */
const AHEAD_PER_HOUR = 60 / 24.5;

/** What is said of the cost of a policy. */
export type CostSay = ConsoleSay<
  | "No refreshes of its own."
  | "No refreshes of its own; at most {count:number} an hour for the portals in use now."
  | "No refreshes: there is nothing to renew."
  | "Less than one refresh an hour."
  | "About {count:number} refreshes an hour."
>;

/** What a policy costs, in words. */
export function policyCost(
  policy: RefreshPolicy,
  { portals, inUse }: RenewalLoad,
  say: CostSay,
): string {
  if (policy === "on_demand")
    return inUse === 0
      ? say("No refreshes of its own.")
      : say("No refreshes of its own; at most {count:number} an hour for the portals in use now.", {
          count: Math.ceil(inUse * AHEAD_PER_HOUR),
        });
  const ahead = policy === "ahead" ? portals : inUse;
  const daily = policy === "ahead" ? 0 : portals - inUse;
  const perHour = ahead * AHEAD_PER_HOUR + daily / 24;
  if (perHour === 0) return say("No refreshes: there is nothing to renew.");
  if (perHour < 1) return say("Less than one refresh an hour.");
  return say.count(
    Math.round(perHour),
    "About {count:number} refresh an hour.",
    "About {count:number} refreshes an hour.",
  );
}
