"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogCancel } from "@/components/ui/popup/dialog";
import type { GrantedSet } from "@/lib/hubspot-apps/scopes/scope-drift";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

type ScopeImpactProps = { sets: GrantedSet[]; before: string[]; required: string[] };

/** Says while the scopes are edited how many portals would lag behind. */
export function ScopeImpact({ sets, before, required }: ScopeImpactProps) {
  const say = useSay();
  const now = portalsBehind(sets, before);
  const then = portalsBehind(sets, required);
  const live = sets.reduce((sum, { portals }) => sum + portals, 0);
  if (live === 0) return null;
  return (
    <p role="status" className="flex items-start gap-1.5 text-sm">
      {then > now ? <TriangleAlert className="mt-px size-4 shrink-0 text-warn" /> : null}
      <span className={then > now ? "text-warn" : "text-ink-faint"}>
        {wordsOf({ now, then, live }, say)}
      </span>
    </p>
  );
}

type Impact = { now: number; then: number; live: number };

function wordsOf({ now, then, live }: Impact, say: BrowserSay): string {
  if (then === 0)
    return say.count(
      live,
      "All {count:number} live portal have granted these scopes.",
      "All {count:number} live portals have granted these scopes.",
    );
  if (then === now)
    return say.count(
      live,
      "{then:number} of {count:number} live portal lag behind these scopes.",
      "{then:number} of {count:number} live portals lag behind these scopes.",
      { then },
    );
  return say.count(
    live,
    "After saving, {then:number} of {count:number} live portal will be behind until their customers consent again (now {now:number}).",
    "After saving, {then:number} of {count:number} live portals will be behind until their customers consent again (now {now:number}).",
    { then, now },
  );
}

type ConfirmBehindProps = {
  behind: number;
  isOpen: boolean;
  onCancel: () => void;
  onConfirm: () => void;
};

/** Asks before a change of scopes leaves portals behind. */
export function ConfirmBehind({ behind, isOpen, onCancel, onConfirm }: ConfirmBehindProps) {
  const say = useSay();
  return (
    <Dialog
      kind="alert"
      title={say.count(
        behind,
        "Leave {count:number} portal behind?",
        "Leave {count:number} portals behind?",
      )}
      description={say(
        "They keep working with the scopes they granted. The new ones come only when each customer consents again; the scope board has a link and a message for each.",
      )}
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      footer={
        <>
          <DialogCancel />
          <Button variant="primary" onClick={onConfirm}>
            {say("Save new scopes")}
          </Button>
        </>
      }
    />
  );
}
