import { SlidersHorizontal } from "lucide-react";
import { PORTAL_STATUS, StatusHelp } from "@/components/portal-status";
import { Checkbox } from "@/components/ui/checkbox";
import { Link } from "@/components/ui/link";
import { RANGE_FIELDS, RANGES } from "@/lib/portals/look-up/date-range";
import { PORTAL_TRAITS, type PortalListQuery } from "@/lib/portals/look-up/list-query";
import { PORTAL_STATUSES } from "@/lib/portals/status";
import { say } from "@/lib/say/say";
import { FilterForm } from "./filter-form";
import { FilterPill } from "./filter-pill";
import { TRAIT_WORDS, type FilterChoices, type FilterPart } from "./filter-words";
import { clearedHref, filterSearch, listHref } from "./list-href";
import { RangeFields } from "./range-fields";

type FiltersProps = {
  query: PortalListQuery;
  choices: FilterChoices;
  parts: FilterPart[];
  timeZone: string;
};

const TAGS_SHOWN = 50;

/** On phones the filters are folded; from 640 px up they always show, where browsers can do that. */
const UNFOLDED =
  "sm:supports-[selector(::details-content)]:[&::details-content]:[content-visibility:visible]";

/** Each filter is a chip that says what is chosen; all of them are one plain GET form. */
export function ListFilters({ query, choices, parts, timeZone }: FiltersProps) {
  const { apps, owners } = choices;
  const tags = [...new Set([...query.tags, ...choices.tags])].slice(0, TAGS_SHOWN);
  const active = parts.filter(({ name }) => name !== "q");
  const pill = (name: FilterPart["name"], label: string) => {
    const part = parts.find((one) => one.name === name);
    return {
      ...{ name, label },
      value: part?.value,
      removeHref: part ? listHref(query, part.cleared) : "",
    };
  };
  return (
    <details className={`${UNFOLDED} min-w-0 max-sm:open:w-full sm:w-full`}>
      <summary className="flex min-h-10 w-fit items-center gap-1.5 rounded-md px-1.5 text-sm font-medium text-ink-muted hover:bg-hover hover:text-ink sm:supports-[selector(::details-content)]:hidden">
        <SlidersHorizontal aria-hidden className="size-4" />
        {active.length > 0 ? say("Filters ({n:number})", { n: active.length }) : say("Filters")}
      </summary>
      {/* A new view is a new form: fields keep what was chosen only as long as the address stays. */}
      <FilterForm
        key={filterSearch(query)}
        path="/portals"
        className="relative flex flex-wrap items-center gap-2 max-sm:pt-2"
      >
        <Kept query={query} />
        <FilterPill {...pill("status", say("Status"))}>
          {PORTAL_STATUSES.map((status) => (
            <Checkbox
              key={status}
              name="status"
              value={status}
              defaultChecked={query.status.includes(status)}
              label={say.any(PORTAL_STATUS[status].label)}
            />
          ))}
        </FilterPill>
        {apps.length > 1 || query.apps.length > 0 ? (
          <FilterPill {...pill("app", say("App"))}>
            {apps.map(({ slug, name }) => (
              <Checkbox
                key={slug}
                name="app"
                value={slug}
                defaultChecked={query.apps.includes(slug)}
                label={name}
              />
            ))}
          </FilterPill>
        ) : null}
        {tags.length > 0 ? (
          <FilterPill {...pill("tag", say("Tag"))}>
            {tags.map((tag) => (
              <Checkbox
                key={tag}
                name="tag"
                value={tag}
                defaultChecked={query.tags.includes(tag)}
                label={tag}
              />
            ))}
          </FilterPill>
        ) : null}
        {owners.length > 0 || query.owners.length > 0 ? (
          <FilterPill {...pill("owner", say("Looked after by"))}>
            {owners.map(({ id, name }) => (
              <Checkbox
                key={id}
                name="owner"
                value={id}
                defaultChecked={query.owners.includes(id)}
                label={name}
              />
            ))}
          </FilterPill>
        ) : null}
        {RANGE_FIELDS.map((field) => (
          <FilterPill key={field} {...pill(field, say.any(RANGES[field].label))}>
            <RangeFields field={field} range={query.ranges[field]} timeZone={timeZone} />
          </FilterPill>
        ))}
        <FilterPill wide {...pill("is", say("More"))}>
          {PORTAL_TRAITS.map((trait) => (
            <Checkbox
              key={trait}
              name="is"
              value={trait}
              defaultChecked={query.traits.includes(trait)}
              label={say(TRAIT_WORDS[trait].label)}
              hint={say(TRAIT_WORDS[trait].hint)}
            />
          ))}
        </FilterPill>
        {parts.length > 0 ? (
          <Link
            href={clearedHref(query)}
            scroll={false}
            className="rounded px-1 py-1 text-sm text-accent-text hover:underline"
          >
            {say("Clear all")}
          </Link>
        ) : null}
        <StatusHelp className="max-sm:hidden" />
      </FilterForm>
    </details>
  );
}

/** What the form leaves as it is. */
function Kept({ query }: { query: PortalListQuery }) {
  const kept = [
    ["q", query.q],
    ["sort", query.sort === "trouble" ? "" : query.sort],
    ["order", query.order === "asc" ? "" : query.order],
    ["limit", query.limit === null ? "" : String(query.limit)],
  ] as const;
  return kept.map(([name, value]) =>
    value ? <input key={name} type="hidden" name={name} value={value} /> : null,
  );
}
