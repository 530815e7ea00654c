import { SlidersHorizontal } from "lucide-react";
import { PORTAL_STATUS, StatusHelp } from "@/components/portal-status";
import { FilterChip, FilterChips } from "@/components/ui/chip";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/field";
import type { PortalListQuery } from "@/lib/portals/look-up/list-query";
import { PORTAL_STATUSES } from "@/lib/portals/status";
import { listHref } from "./list-href";

type FiltersProps = { query: PortalListQuery; apps: { slug: string; name: string }[] };

/** Filters by status and app: a plain GET form, and what is active as chips. */
export function ListFilters({ query, apps }: FiltersProps) {
  const active = query.status.length + (query.app ? 1 : 0);
  const appName = apps.find((app) => app.slug === query.app)?.name ?? query.app;
  return (
    <div className="flex min-w-0 flex-wrap items-start gap-x-4 gap-y-2 has-[details[open]]:w-full">
      <details className="group min-w-0 open:w-full">
        <summary className="flex min-h-8 w-fit items-center gap-1.5 rounded-md px-1.5 text-sm font-medium text-ink-muted hover:bg-hover hover:text-ink">
          <SlidersHorizontal className="size-4" />
          {active > 0 ? `Filters (${active})` : "Filters"}
        </summary>
        <form
          action="/portals"
          method="get"
          className="mt-3 flex flex-col gap-4 rounded-lg border border-line bg-sunken p-4"
        >
          {query.q ? <input type="hidden" name="q" value={query.q} /> : null}
          {query.sort !== "trouble" ? <input type="hidden" name="sort" value={query.sort} /> : null}
          {query.order !== "asc" ? <input type="hidden" name="order" value={query.order} /> : null}
          {query.limit !== 25 ? <input type="hidden" name="limit" value={query.limit} /> : null}
          <fieldset>
            <legend className="flex items-center gap-1 text-sm font-medium">
              Status <StatusHelp />
            </legend>
            <div className="mt-1 grid gap-x-4 sm:grid-cols-3">
              {PORTAL_STATUSES.map((status) => (
                <Checkbox
                  key={status}
                  name="status"
                  value={status}
                  defaultChecked={query.status.includes(status)}
                  label={PORTAL_STATUS[status].label}
                />
              ))}
            </div>
          </fieldset>
          {apps.length > 1 ? (
            <SelectField
              label="Through the app"
              name="app"
              defaultValue={query.app}
              className="max-w-xs"
            >
              <option value="">All apps</option>
              {apps.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </SelectField>
          ) : null}
          <div>
            <Button type="submit" size="sm">
              Apply filters
            </Button>
          </div>
        </form>
      </details>
      {active > 0 ? (
        <FilterChips clearHref={listHref(query, { status: [], app: "", q: "" })}>
          {query.status.map((status) => (
            <FilterChip
              key={status}
              label="Status"
              value={PORTAL_STATUS[status].label}
              removeHref={listHref(query, { status: query.status.filter((one) => one !== status) })}
            />
          ))}
          {query.app ? (
            <FilterChip label="App" value={appName} removeHref={listHref(query, { app: "" })} />
          ) : null}
        </FilterChips>
      ) : null}
    </div>
  );
}
