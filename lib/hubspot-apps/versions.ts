import { DEFAULT_API_VERSION, daysUntilV1End, V1_END } from "@/lib/hubspot/api-version";

export const DEFAULT_VERSION = DEFAULT_API_VERSION;

/** The OAuth API versions an app can use, in words; v1 with the day it stops. */
export function versionChoices(now: Date): { value: string; label: string }[] {
  return [
    { value: "2026-09", label: "2026-09 (recommended)" },
    { value: "2026-03", label: "2026-03" },
    { value: "v1", label: `v1 (${v1EndsIn(now)})` },
  ];
}

/** When HubSpot's v1 endpoints stop, in words. */
export function v1EndsIn(now: Date): string {
  const days = daysUntilV1End(now);
  if (days <= 0) return `stopped on ${V1_END}`;
  return `stops on ${V1_END}, in ${days} ${days === 1 ? "day" : "days"}`;
}
