"use client";

import { Search, TriangleAlert } from "lucide-react";
import { useDeferredValue, useId, useMemo, useRef, useState } from "react";
import { Input } from "@/components/ui/field";
import {
  moveScope,
  SCOPE_LISTS,
  splitScopes,
  type ScopeList,
  type ScopeLists,
} from "@/lib/hubspot-apps/scopes/scope-lists";
import type { CatalogueScope } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { SCOPE_PRODUCTS, scopeProduct } from "@/lib/hubspot-apps/scopes/scope-products";
import { namesInTwoLists } from "./scope-difference";
import { ScopeGroup } from "./scope-group";
import { LOCKED } from "./scope-row";
import { ScopeTextFields, type ScopeTexts } from "./scope-texts";
import { ViewSwitch } from "./view-switch";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

type ScopePickerProps = {
  catalogue: CatalogueScope[];
  texts: ScopeTexts;
  errors: Record<string, string | undefined>;
  onTexts: (texts: ScopeTexts) => void;
};

/** The lists that the three texts spell. */
export function readLists(texts: ScopeTexts): ScopeLists {
  const required = splitScopes(texts.required);
  return {
    required: required.includes(LOCKED) ? required : [LOCKED, ...required],
    conditional: splitScopes(texts.conditional),
    optional: splitScopes(texts.optional),
  };
}

/**
 * Every scope that HubSpot has, grouped and searchable, each off or in one of the three lists; below, the lists as text,
 * which is what is sent.
 */
export function ScopePicker({ catalogue, texts, errors, onTexts }: ScopePickerProps) {
  const say = useSay();
  const id = useId();
  const lists = useMemo(() => readLists(texts), [texts]);
  const chosen = useMemo(() => new Set(SCOPE_LISTS.flatMap((list) => lists[list])), [lists]);
  const known = useMemo(() => new Map(catalogue.map((scope) => [scope.name, scope])), [catalogue]);
  const unknown = [...chosen].filter((name) => !known.has(name));
  const [view, setView] = useState<"all" | "chosen">(chosen.size > 1 ? "chosen" : "all");
  const [query, setQuery] = useState("");
  const words = useDeferredValue(query).toLowerCase().split(/\s+/).filter(Boolean);
  const results = useRef<HTMLDivElement>(null);

  // A search looks everywhere: who types "deals" wants those that are off as well.
  const isSearch = words.length > 0;
  const shown = [...unknown, ...known.keys()].filter((name) =>
    isSearch ? matches(name, known.get(name), words, say) : view === "all" || chosen.has(name),
  );
  const groups = SCOPE_PRODUCTS.map((title) => ({
    title: title === "Other" ? say("Not in the catalogue") : say.any(title),
    names: shown.filter((name) => scopeGroup(name, known) === title),
  })).filter(({ names }) => names.length > 0);
  const twice = namesInTwoLists(lists);

  function move(name: string, to: ScopeList | undefined) {
    const next = moveScope(lists, name, to);
    onTexts({
      required: next.required.join("\n"),
      conditional: next.conditional.join("\n"),
      optional: next.optional.join("\n"),
    });
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="overflow-clip rounded-lg border border-line">
        <div className="flex flex-wrap items-center gap-2 border-b border-line p-2.5">
          <div className="relative min-w-0 flex-1 basis-56">
            <Search
              aria-hidden
              className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-faint"
            />
            <Input
              type="search"
              aria-label={say("Find a scope by name or meaning")}
              aria-describedby={`${id}-found`}
              placeholder={say("contacts, deals, read…")}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== "ArrowDown") return;
                // Enter sends no half-filled form; both lead on to what was found.
                event.preventDefault();
                results.current
                  ?.querySelector<HTMLElement>("input:checked, button:enabled")
                  ?.focus();
              }}
              autoComplete="off"
              className="ps-8"
            />
          </div>
          <ViewSwitch
            value={isSearch ? "all" : view}
            chosen={chosen.size}
            all={catalogue.length}
            onChange={(next) => {
              setView(next);
              setQuery("");
            }}
          />
        </div>
        <p id={`${id}-found`} role="status" className="sr-only">
          {isSearch ? say("{n:number} scopes found", { n: shown.length }) : ""}
        </p>
        <div ref={results} className="sm:max-h-112 sm:overflow-y-auto">
          {groups.map(({ title, names }) => (
            <ScopeGroup
              key={title}
              title={title}
              names={names}
              known={known}
              lists={lists}
              isForcedOpen={isSearch || view === "chosen"}
              onMove={move}
            />
          ))}
          {groups.length === 0 ? (
            <p className="p-4 text-ink-muted">
              {say("Nothing found. A scope that the catalogue does not know can be typed below.")}
            </p>
          ) : null}
        </div>
      </div>
      {unknown.length > 0 ? (
        <Warning>
          {say(
            "Not in the catalogue: {scopes}. That is fine if HubSpot knows it; check the spelling.",
            {
              scopes: unknown.join(", "),
            },
          )}
        </Warning>
      ) : null}
      {twice.length > 0 ? (
        <Warning>
          {say("In two lists: {scopes}. HubSpot takes each scope in one.", {
            scopes: twice.join(", "),
          })}
        </Warning>
      ) : null}
      <ScopeTextFields
        texts={texts}
        counts={{
          required: lists.required.length,
          conditional: lists.conditional.length,
          optional: lists.optional.length,
        }}
        errors={errors}
        onText={(list, text) => onTexts({ ...texts, [list]: text })}
      />
      <p className="text-sm text-ink-faint">
        {say(
          "Paste a list into any of the three, separated in any way. Together they must match the app in HubSpot.",
        )}
      </p>
    </div>
  );
}

function Warning({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-1.5 text-sm text-warn">
      <TriangleAlert className="mt-px size-4 shrink-0" />
      <span className="wrap-anywhere">{children}</span>
    </p>
  );
}

function scopeGroup(name: string, known: ReadonlyMap<string, CatalogueScope>) {
  return known.has(name) ? scopeProduct(name) : "Other";
}

function matches(
  name: string,
  scope: CatalogueScope | undefined,
  words: string[],
  say: BrowserSay,
): boolean {
  const text = `${name} ${scope?.meaning ?? ""} ${say.any(scopeProduct(name))}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
