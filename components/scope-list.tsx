import clsx from "clsx";
import type { ReactNode } from "react";
import { Badge } from "./ui/badge";
import { useSay } from "#say";

export type ScopeEntry = {
  name: string;
  /** Plain-language meaning: "Read and change contacts". */
  meaning?: string;
  required?: boolean;
};

export type ScopeListProps = {
  scopes: ScopeEntry[];
  /** Names the list for screen readers. */
  label: string;
  /** Shown when there are none. */
  empty?: ReactNode;
  /** Mark drawn before each scope. */
  mark?: ReactNode;
  className?: string;
};

/** Scopes, each with what it means. */
export function ScopeList({ scopes, label, empty, mark, className }: ScopeListProps) {
  const say = useSay();
  if (scopes.length === 0)
    return <p className={clsx("text-ink-faint", className)}>{empty ?? say("None")}</p>;
  return (
    <ul aria-label={label} className={clsx("divide-y divide-line", className)}>
      {scopes.map(({ name, meaning, required }) => (
        <li key={name} className="flex items-start gap-2 py-2 first:pt-0 last:pb-0">
          {mark ? <span className="mt-0.5 shrink-0 [&_svg]:size-4">{mark}</span> : null}
          <span className="min-w-0 flex-1">
            <code className="font-mono text-sm wrap-anywhere text-ink">{name}</code>
            {meaning ? <span className="block text-sm text-ink-faint">{meaning}</span> : null}
          </span>
          {required === undefined ? null : (
            <Badge>{required ? say("Required") : say("Optional")}</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
