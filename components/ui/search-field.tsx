"use client";

import clsx from "clsx";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState, useTransition } from "react";
import { controlClass } from "./control-class";
import { ProgressLine } from "./progress-bar";

export type SearchFieldProps = {
  /** Accessible name of the search box. */
  label: string;
  /** Path of the list; also the form's target without scripts. */
  path: string;
  /** The query in the URL now. */
  value: string;
  name?: string;
  placeholder?: string;
  /** Other parameters to carry along; `cursor` is always dropped. */
  keep?: Record<string, string | string[] | undefined>;
  /** Added when the search is submitted with Enter, not while typing. */
  onEnter?: Record<string, string>;
  className?: string;
};

const DEBOUNCE_MS = 300;

function pairs(keep: SearchFieldProps["keep"], name: string): [string, string][] {
  return Object.entries(keep ?? {}).flatMap(([key, value]) => {
    if (value === undefined || key === name || key === "cursor") return [];
    return [value].flat().map((one): [string, string] => [key, one]);
  });
}

/** Search box of a list. Typing writes the query to the URL after 300 ms; without scripts it is a GET form. */
export function SearchField(props: SearchFieldProps) {
  const { label, path, value, name = "q", placeholder, keep, onEnter = {}, className } = props;
  const router = useRouter();
  const id = useId();
  const timer = useRef<number>(undefined);
  const [pending, startTransition] = useTransition();
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);

  // The URL may change from outside ("Clear all", Back); an answer to our own typing must not overwrite newer typing.
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setText(value);
      setSent(value);
    }
  }

  useEffect(() => () => window.clearTimeout(timer.current), []);

  function go(next: string, extra: Record<string, string> = {}) {
    window.clearTimeout(timer.current);
    const query = new URLSearchParams(pairs(keep, name));
    if (next.trim()) query.set(name, next.trim());
    for (const [key, one] of Object.entries(extra)) query.set(key, one);
    setSent(next.trim());
    const search = query.toString();
    startTransition(() => router.replace(search ? `${path}?${search}` : path, { scroll: false }));
  }

  return (
    <form
      role="search"
      action={path}
      method="get"
      onSubmit={(event) => {
        event.preventDefault();
        go(text, onEnter);
      }}
      className={clsx("relative", className)}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      {[...pairs(keep, name), ...Object.entries(onEnter)].map(([key, one]) => (
        <input key={`${key}=${one}`} type="hidden" name={key} value={one} />
      ))}
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-faint"
      />
      <input
        id={id}
        type="search"
        name={name}
        value={text}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        aria-busy={pending || undefined}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          window.clearTimeout(timer.current);
          timer.current = window.setTimeout(() => go(next), DEBOUNCE_MS);
        }}
        className={controlClass("h-8 ps-8 pe-2.5 max-sm:h-10")}
      />
      <ProgressLine active={pending} className="absolute inset-x-1 bottom-0 rounded" />
    </form>
  );
}
