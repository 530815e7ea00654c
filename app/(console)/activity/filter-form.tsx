"use client";

import clsx from "clsx";
import { Link } from "@/components/ui/link";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { ActivityQuery } from "@/lib/audit/query";
import { kindGroups, presetLinks } from "./filters";
import { wallTimeOf } from "@/lib/zoned-time";
import { OUTCOMES } from "./outcomes";

export type FilterFormProps = {
  query: ActivityQuery;
  now: Date;
  timeZone: string;
  className?: string;
};

/**
 * Filters as a plain GET form: the view it makes is an address. Drawn from the query alone: as elements all kinds of
 * events would be sent twice.
 */
export function FilterForm({ query, now, timeZone, className }: FilterFormProps) {
  const zone = timeZone.replaceAll("_", " ");
  const wallTime = (at: Date | null) => (at ? wallTimeOf(at, timeZone) : "");
  return (
    <form action="/activity" method="get" className={clsx("flex flex-col gap-4", className)}>
      {/* Times are sent as the viewer's clock shows them. */}
      <input type="hidden" name="clock" value="viewer" />
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          label="Person"
          name="person"
          defaultValue={query.person}
          placeholder="Part of an email"
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField label="Kind" name="kind" defaultValue={query.kind}>
          <option value="">Every kind</option>
          {kindGroups().map(({ label, kinds }) => (
            <optgroup key={label} label={label}>
              {kinds.map((kind) => (
                <option key={kind.value} value={kind.value}>
                  {kind.label}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <TextField
          label="Portal"
          name="portal"
          defaultValue={query.portal}
          placeholder="Hub ID or domain"
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          label="Request"
          name="request"
          defaultValue={query.request}
          placeholder="Request or correlation id"
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField label="Outcome" name="outcome" defaultValue={query.outcome}>
          <option value="">Every outcome</option>
          {Object.entries(OUTCOMES).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          label={`From (${zone})`}
          name="from"
          type="datetime-local"
          defaultValue={wallTime(query.from)}
        />
        <TextField
          label={`To (${zone})`}
          name="to"
          type="datetime-local"
          defaultValue={wallTime(query.to)}
        />
        <nav
          aria-label="Time range"
          className="flex flex-col gap-1 max-lg:sm:col-span-2 lg:col-span-2"
        >
          <span className="font-medium">Or the last</span>
          <ul className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
            {presetLinks(query, now).map(({ label, href }) => (
              <li key={label}>
                <Link
                  href={href}
                  scroll={false}
                  className="inline-flex min-h-6 items-center rounded text-accent-text hover:underline"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <Button type="submit" className="self-start">
        Apply filters
      </Button>
    </form>
  );
}
