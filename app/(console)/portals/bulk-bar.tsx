"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { BrowserSay } from "@/components/words/say-provider";
import { useSay } from "#say";
import { BULK_CAP, bulkPhrase, type BulkActionName } from "@/lib/bulk/words";
import { actTitle } from "./bulk/act-words";
import { bulkRefreshAction, bulkRevokeAction, bulkUninstallAction } from "./bulk/actions";

type BulkBarProps = {
  ids: string[];
  total: number;
  isTotalCapped: boolean;
  matching: string;
  acts: readonly BulkActionName[];
  chosen: string[];
  isAllMatching: boolean;
  onPage: (all: boolean) => void;
  onAllMatching: () => void;
  onNone: () => void;
};

/** How many portals are chosen, on this page and on others, and what can be done with all of them at once. */
export function BulkBar(props: BulkBarProps) {
  const { ids, total, isTotalCapped, chosen, isAllMatching } = props;
  const say = useSay();
  const count = isAllMatching ? total : chosen.length;
  const here = isAllMatching ? ids.length : ids.filter((id) => chosen.includes(id)).length;
  const isWholePage = here === ids.length;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = here > 0 && !isWholePage;
  }, [here, isWholePage]);
  const isMoreMatching = total > count && !isAllMatching;
  const isTooMany = isTotalCapped || total > BULK_CAP;
  return (
    <div
      role="group"
      aria-label={say("Acts on several portals")}
      className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-1.5 text-sm sm:px-4 print:hidden"
    >
      <label className="flex min-h-6 cursor-pointer items-center gap-2 text-ink-muted">
        <input
          ref={box}
          type="checkbox"
          checked={isWholePage}
          onChange={(event) => props.onPage(event.target.checked)}
          className="m-1 size-4 accent-accent"
        />
        {say("Select this page")}
      </label>
      <span role="status" className="font-medium empty:hidden">
        {count > 0 ? selectedWords(say, count, here) : ""}
      </span>
      {count > 0 && isMoreMatching && !isTooMany ? (
        <Button size="sm" variant="ghost" onClick={props.onAllMatching}>
          {say("Select all {total:number} matching", { total })}
        </Button>
      ) : null}
      {count > 0 && isMoreMatching && isTooMany ? (
        <span className="text-ink-faint">
          {say("Filter to at most {most:number} to select all matching.", { most: BULK_CAP })}
        </span>
      ) : null}
      {count > here || isAllMatching ? (
        <Button size="sm" variant="ghost" onClick={props.onNone}>
          {say("Clear selection")}
        </Button>
      ) : null}
      {count > 0 ? <Acts {...props} count={count} /> : null}
    </div>
  );
}

function selectedWords(say: BrowserSay, count: number, here: number): string {
  return count > here
    ? say.count(
        count,
        "1 portal selected, {others:number} on other pages",
        "{count:number} portals selected, {others:number} on other pages",
        { others: count - here },
      )
    : say.count(count, "1 portal selected", "{count:number} portals selected");
}

const ACTS = {
  refresh: {
    action: bulkRefreshAction,
    label: "Refresh selected",
    consequences: [
      "HubSpot is asked for a new access token of each portal. Nothing else changes.",
      "It runs in the background; a page shows how it goes, and it can be cancelled.",
    ],
  },
  revoke: {
    action: bulkRevokeAction,
    label: "Revoke selected",
    consequences: [
      "What stops: HubSpot refuses each refresh token at once, and Portico wipes the stored tokens.",
      "What does not stop: access tokens that were already issued work until they expire, at most half an hour.",
      "The app stays installed in each account. Somebody must reconnect to use a portal again.",
      "Other portals here that hold one of the same refresh tokens end with it; the job says so in their activity.",
    ],
  },
  uninstall: {
    action: bulkUninstallAction,
    label: "Uninstall selected",
    consequences: [
      "The app is removed from each account, and its webhooks and cards there stop.",
      "HubSpot e-mails the super admins of every one of these accounts, with a link to install it again.",
      "Each refresh token is revoked, and Portico wipes the stored tokens.",
      "Access tokens that were already issued die at once or when they expire, at most half an hour.",
    ],
  },
} as const;

function Acts({ count, acts, chosen, isAllMatching, matching }: BulkBarProps & { count: number }) {
  const say = useSay();
  const seen = String(count);
  const fields: Record<string, string> = isAllMatching
    ? { matching, seen }
    : { portalIds: chosen.join(","), seen };
  return (
    <div className="flex flex-wrap gap-2 sm:ms-auto">
      {acts.map((name) => {
        const isHarmless = name === "refresh";
        return (
          <ConfirmDialog
            key={name}
            trigger={{
              label: say(ACTS[name].label),
              size: "sm",
              variant: "secondary",
              className: isHarmless ? undefined : "text-danger!",
            }}
            title={`${actTitle(say, name, count)}?`}
            consequences={ACTS[name].consequences.map((text) => say(text))}
            confirmLabel={isHarmless ? undefined : say("Type the phrase to confirm")}
            expected={isHarmless ? undefined : bulkPhrase(name, count)}
            submitLabel={actTitle(say, name, count)}
            tone={isHarmless ? "primary" : "danger"}
            action={ACTS[name].action}
            fields={fields}
          />
        );
      })}
    </div>
  );
}
