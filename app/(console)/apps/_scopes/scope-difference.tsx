import {
  listOf,
  SCOPE_LISTS,
  type ScopeChange,
  type ScopeLists,
} from "@/lib/hubspot-apps/scopes/scope-lists";
import { scopeChanges } from "@/lib/hubspot-apps/scopes/scope-lists";
import type { GrantedSet } from "@/lib/hubspot-apps/scopes/scope-drift";
import { ScopeImpact } from "./scope-impact";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

type ScopeDifferenceProps = { before: ScopeLists; after: ScopeLists; sets: GrantedSet[] };

/** What saving would change in the lists, and what that does to the portals that are connected. */
export function ScopeDifference({ before, after, sets }: ScopeDifferenceProps) {
  const say = useSay();
  const changes = scopeChanges(before, after);
  const isAsked = changes.some(({ to }) => to === "optional" || to === "conditional");
  const isDropped = changes.some(({ to }) => to === undefined);
  return (
    <div className="flex flex-col gap-2">
      {changes.length > 0 ? (
        <div className="rounded-md border border-line">
          <p className="border-b border-line bg-sunken px-3 py-1.5 text-sm font-medium">
            {say.count(changes.length, "One scope changes", "{count:number} scopes change")}
          </p>
          <ul aria-label={say("Changes of scopes")} className="divide-y divide-line">
            {changes.map((change) => (
              <li
                key={change.name}
                className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 py-1.5"
              >
                <code className="font-mono text-sm wrap-anywhere">{change.name}</code>
                <span className="text-sm text-ink-muted">{wordsOf(change, say)}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <ScopeImpact sets={sets} before={before.required} required={after.required} />
      {isAsked ? (
        <p className="text-sm text-ink-faint">
          {say("Conditional and optional scopes reach a connected portal with its next consent.")}
        </p>
      ) : null}
      {isDropped ? (
        <p className="text-sm text-ink-faint">
          {say(
            "A scope that is switched off stays granted in connected portals until their next consent.",
          )}
        </p>
      ) : null}
    </div>
  );
}

function wordsOf({ from, to }: ScopeChange, say: BrowserSay): string {
  const word = (list: ScopeChange["from"]) => say(list ?? "off");
  if (!from) return say("new, {list}", { list: word(to) });
  return `${word(from)} → ${word(to)}`;
}

/** Names that stand in two lists, which HubSpot refuses. */
export function namesInTwoLists(lists: ScopeLists): string[] {
  return SCOPE_LISTS.flatMap((list) => lists[list].filter((name) => listOf(lists, name) !== list));
}
