import { PORTAL_STATUS } from "@/components/portal-status";
import { formatDateTime } from "@/lib/format";
import {
  RANGE_FIELDS,
  RANGES,
  type DateRange,
  type RangeField,
} from "@/lib/portals/look-up/date-range";
import type { PortalFilterQuery, PortalTrait } from "@/lib/portals/look-up/list-query";
import { say } from "@/lib/say/say";

export const TRAIT_WORDS = {
  needs_attention: {
    label: "Needs attention",
    hint: "The grant or the app is refused, an end is not confirmed, or two grants wait for a choice.",
  },
  scopes_behind: {
    label: "Scopes behind",
    hint: "Live, but granted less than its app needs today.",
  },
  never_read: {
    label: "Never read",
    hint: "No service has read its token or called HubSpot with it.",
  },
} as const satisfies Record<PortalTrait, { label: string; hint: string }>;

export interface FilterPart {
  name: "q" | "status" | "app" | "tag" | "owner" | "is" | RangeField;
  label: string;
  /** What is chosen, in words. */
  value: string;
  /** The same list without it. */
  cleared: Partial<PortalFilterQuery>;
}

/** What filters can be chosen from, as far as it differs from one installation to the next. */
export interface FilterChoices {
  apps: { slug: string; name: string }[];
  tags: string[];
  /** Who looks after at least one portal. */
  owners: { id: string; name: string }[];
}

/** The filters in use, in words; what was searched for is one of them. */
export function filterParts(
  query: PortalFilterQuery,
  { apps, owners }: FilterChoices,
  timeZone: string,
): FilterPart[] {
  const { q, status, traits, ranges } = query;
  const names = query.apps.map((slug) => apps.find((app) => app.slug === slug)?.name ?? slug);
  const parts: FilterPart[] = [
    {
      name: "q",
      label: say("Search"),
      value: q && say("“{text}”", { text: q }),
      cleared: { q: "" },
    },
    {
      name: "status",
      label: say("Status"),
      value: status.map((one) => say.any(PORTAL_STATUS[one].label)).join(", "),
      cleared: { status: [] },
    },
    { name: "app", label: say("App"), value: names.join(", "), cleared: { apps: [] } },
    { name: "tag", label: say("Tag"), value: query.tags.join(", "), cleared: { tags: [] } },
    {
      name: "owner",
      label: say("Looked after by"),
      value: query.owners
        .map((id) => owners.find((one) => one.id === id)?.name ?? say("somebody who is gone"))
        .join(", "),
      cleared: { owners: [] },
    },
    ...RANGE_FIELDS.map((field): FilterPart => {
      const { [field]: range, ...others } = ranges;
      const value = range ? rangeWords(field, range, timeZone) : "";
      return {
        name: field,
        label: say.any(RANGES[field].label),
        value,
        cleared: { ranges: others },
      };
    }),
    {
      name: "is",
      label: say("More"),
      value: traits.map((trait) => say(TRAIT_WORDS[trait].label)).join(", "),
      cleared: { traits: [] },
    },
  ];
  return parts.filter(({ value }) => value !== "");
}

function rangeWords(field: RangeField, range: DateRange, timeZone: string): string {
  if ("preset" in range)
    return say.any(RANGES[field].presets.find(({ value }) => value === range.preset)?.label ?? "");
  const { from, to } = range;
  const words = (at: Date) => formatDateTime(at, timeZone, { lang: say.lang });
  if (from && to) return say("{from} to {to}", { from: words(from), to: words(to) });
  if (from) return say("since {from}", { from: words(from) });
  return to ? say("until {to}", { to: words(to) }) : "";
}
