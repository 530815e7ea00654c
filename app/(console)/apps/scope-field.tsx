"use client";

import { Plus, TriangleAlert, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Field, Input, Textarea } from "@/components/ui/field";
import type { CatalogueScope } from "@/lib/hubspot-apps/scopes/scope-meanings";

const SUGGESTIONS = 6;

type ScopeFieldProps = {
  label: string;
  name: string;
  hint: string;
  defaultValue: string;
  error?: string;
  optional?: boolean;
  catalogue: CatalogueScope[];
  /** Always there and not removable. */
  locked?: string;
  /** Hears of every change, with the names as they stand. */
  onNames?: (names: string[]) => void;
};

/**
 * A scope list that can be pasted in any separator, searched for in the catalogue and tidied by hand. The text is the
 * truth: it is what is sent, and it works before scripts arrive.
 */
export function ScopeField(props: ScopeFieldProps) {
  const { label, name, hint, defaultValue, error, optional, catalogue, locked, onNames } = props;
  const [text, setOwnText] = useState(defaultValue);
  const names = useMemo(() => split(text), [text]);
  const known = useMemo(() => new Map(catalogue.map((scope) => [scope.name, scope])), [catalogue]);
  const unknown = names.filter((scope) => !known.has(scope));
  const all = locked && !names.includes(locked) ? [locked, ...names] : names;

  const setText = (next: string) => {
    setOwnText(next);
    onNames?.(split(next));
  };
  const write = (next: string[]) => setText(next.join("\n"));
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} hint={hint} error={error} optional={optional} id={name}>
        {(ids) => (
          <Textarea
            {...ids}
            name={name}
            value={text}
            onChange={(event) => setText(event.target.value)}
            rows={Math.min(8, Math.max(2, names.length + 1))}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            className="font-mono text-sm"
          />
        )}
      </Field>
      <Finder catalogue={catalogue} taken={all} onAdd={(scope) => write([...names, scope])} />
      {unknown.length > 0 ? (
        <p className="flex items-start gap-1.5 text-sm text-warn">
          <TriangleAlert className="mt-px size-4 shrink-0" />
          <span className="wrap-anywhere">
            {`Not in the catalogue: ${unknown.join(", ")}. That is fine if HubSpot knows it; check the spelling.`}
          </span>
        </p>
      ) : null}
      {all.length > 0 ? (
        <ul className="divide-y divide-line rounded-md border border-line">
          {all.map((scope) => (
            <li key={scope} className="flex min-h-9 items-center gap-2 px-2.5 py-1">
              <span className="min-w-0 flex-1">
                <code className="font-mono text-sm wrap-anywhere">{scope}</code>
                <span className="block text-sm text-ink-faint">
                  {describe(known.get(scope))}
                  {scope === locked ? " Every app has it." : ""}
                </span>
              </span>
              {scope === locked ? null : (
                <button
                  type="button"
                  onClick={() => write(names.filter((one) => one !== scope))}
                  className="grid size-7 place-items-center rounded text-ink-faint hover:bg-hover hover:text-ink"
                >
                  <X className="size-4" />
                  <span className="sr-only">{`Remove ${scope}`}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

type FinderProps = { catalogue: CatalogueScope[]; taken: string[]; onAdd: (name: string) => void };

/** Search in the catalogue, by name or meaning. */
function Finder({ catalogue, taken, onAdd }: FinderProps) {
  const [query, setQuery] = useState("");
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found =
    words.length === 0
      ? []
      : catalogue
          .filter((scope) => !taken.includes(scope.name))
          .filter((scope) => words.every((word) => searchText(scope).includes(word)))
          .slice(0, SUGGESTIONS);
  return (
    <div>
      <Input
        type="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (found[0]) onAdd(found[0].name);
          setQuery("");
        }}
        aria-label="Find in the catalogue"
        placeholder="Find in the catalogue: contacts, deals, read…"
        autoComplete="off"
      />
      {found.length > 0 ? (
        <ul className="mt-1 divide-y divide-line rounded-md border border-line bg-raised shadow-card">
          {found.map((scope) => (
            <li key={scope.name}>
              <button
                type="button"
                onClick={() => {
                  onAdd(scope.name);
                  setQuery("");
                }}
                className="flex w-full items-center gap-2 px-2.5 py-1.5 text-start hover:bg-hover"
              >
                <Plus className="size-4 shrink-0 text-ink-faint" />
                <span className="min-w-0">
                  <code className="font-mono text-sm wrap-anywhere">{scope.name}</code>
                  <span className="block text-sm text-ink-faint">{describe(scope)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : words.length > 0 ? (
        <p className="mt-1 text-sm text-ink-faint">
          Nothing found. A scope the catalogue does not know can be typed above.
        </p>
      ) : null}
    </div>
  );
}

function describe(scope: CatalogueScope | undefined): string {
  if (!scope) return "Not in the catalogue.";
  return scope.tier ? `${scope.meaning}. Needs ${scope.tier}.` : `${scope.meaning}.`;
}

function searchText({ name, meaning }: CatalogueScope): string {
  return `${name} ${meaning}`.toLowerCase();
}

/** The same separators as the server's parser; the server decides. */
function split(text: string): string[] {
  const names = text.replace(/%20/gi, " ").split(/[\s,;+|"'`[\]{}]+/);
  return [...new Set(names.filter(Boolean))];
}
