/** The families of HubSpot's OAuth endpoints that Portico speaks (facts, section 1.1). */
export const API_VERSIONS = ["2026-09", "2026-03", "v1"] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

export const DEFAULT_API_VERSION: ApiVersion = "2026-09";

/** The day HubSpot's v1 OAuth endpoints stop (v1 deprecation notice). */
export const V1_END = "2027-02-16";

export function isApiVersion(value: string): value is ApiVersion {
  return (API_VERSIONS as readonly string[]).includes(value);
}

/** Whole days from `now` until the v1 endpoints stop; negative afterwards. */
export function daysUntilV1End(now: Date): number {
  return Math.ceil((Date.parse(`${V1_END}T00:00:00Z`) - now.getTime()) / 86_400_000);
}
