import { DEFAULT_API_VERSION, daysUntilV1End, V1_END } from "@/lib/hubspot/api-version";
import { say } from "@/lib/say/say";

export const DEFAULT_VERSION = DEFAULT_API_VERSION;

/** The OAuth API versions an app can use, in words; v1 with the day it stops. */
export function versionChoices(now: Date): { value: string; label: string }[] {
  return [
    { value: "2026-09", label: say("2026-09 (recommended)") },
    { value: "2026-03", label: "2026-03" },
    { value: "v1", label: `v1 (${v1EndsIn(now)})` },
  ];
}

/** When HubSpot's v1 endpoints stop, in words. */
export function v1EndsIn(now: Date): string {
  const days = daysUntilV1End(now);
  if (days <= 0) return say("stopped on {date}", { date: V1_END });
  return say.count(
    days,
    "stops on {date}, in {count:number} day",
    "stops on {date}, in {count:number} days",
    { date: V1_END },
  );
}
