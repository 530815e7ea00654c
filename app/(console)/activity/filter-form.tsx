"use client";

import clsx from "clsx";
import { Link } from "@/components/ui/link";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { ActivityQuery } from "@/lib/audit/query";
import { kindGroups, presetLinks } from "./filters";
import { wallTimeOf } from "@/lib/zoned-time";
import { OUTCOMES } from "./outcomes";
import { useSay } from "#say";

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
  const say = useSay();
  const zone = timeZone.replaceAll("_", " ");
  const wallTime = (at: Date | null) => (at ? wallTimeOf(at, timeZone) : "");
  return (
    <form action="/activity" method="get" className={clsx("flex flex-col gap-4", className)}>
      {/* Times are sent as the viewer's clock shows them. */}
      <input type="hidden" name="clock" value="viewer" />
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          label={say("Person")}
          name="person"
          defaultValue={query.person}
          placeholder={say("Part of an email")}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField label={say("Kind")} name="kind" defaultValue={query.kind}>
          <option value="">{say("Every kind")}</option>
          {kindGroups(say).map(({ label, kinds }) => (
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
          label={say("Portal")}
          name="portal"
          defaultValue={query.portal}
          placeholder={say("Hub ID or domain")}
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          label={say("Request")}
          name="request"
          defaultValue={query.request}
          placeholder={say("Request or correlation id")}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField label={say("Outcome")} name="outcome" defaultValue={query.outcome}>
          <option value="">{say("Every outcome")}</option>
          {Object.entries(OUTCOMES).map(([value, label]) => (
            <option key={value} value={value}>
              {say(label)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={say("From ({zone})", { zone })}
          name="from"
          type="datetime-local"
          defaultValue={wallTime(query.from)}
        />
        <TextField
          label={say("To ({zone})", { zone })}
          name="to"
          type="datetime-local"
          defaultValue={wallTime(query.to)}
        />
        <nav
          aria-label={say("Time range")}
          className="flex flex-col gap-1 max-lg:sm:col-span-2 lg:col-span-2"
        >
          <span className="font-medium">{say("Or the last")}</span>
          <ul className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
            {presetLinks(query, now, say).map(({ label, href }) => (
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
        {say("Apply filters")}
      </Button>
    </form>
  );
}
