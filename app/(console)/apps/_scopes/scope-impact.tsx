"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogCancel } from "@/components/ui/popup/dialog";
import type { GrantedSet } from "@/lib/hubspot-apps/scopes/scope-drift";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";

type ScopeImpactProps = { sets: GrantedSet[]; before: string[]; required: string[] };

/** Says while the scopes are edited how many portals would lag behind. */
export function ScopeImpact({ sets, before, required }: ScopeImpactProps) {
  const now = portalsBehind(sets, before);
  const then = portalsBehind(sets, required);
  const live = sets.reduce((sum, { portals }) => sum + portals, 0);
  if (live === 0) return null;
  return (
    <p role="status" className="flex items-start gap-1.5 text-sm">
      {then > now ? <TriangleAlert className="mt-px size-4 shrink-0 text-warn" /> : null}
      <span className={then > now ? "text-warn" : "text-ink-faint"}>
        {wordsOf(now, then, live)}
      </span>
    </p>
  );
}

function wordsOf(now: number, then: number, live: number): string {
  const portals = live === 1 ? "live portal" : "live portals";
  if (then === 0) return `All ${live} ${portals} have granted these scopes.`;
  const state = `${then} of ${live} ${portals}`;
  if (then === now) return `${state} lag behind these scopes.`;
  return `After saving, ${state} will be behind until their customers consent again (now ${now}).`;
}

type ConfirmBehindProps = {
  behind: number;
  isOpen: boolean;
  onCancel: () => void;
  onConfirm: () => void;
};

/** Asks before a change of scopes leaves portals behind. */
export function ConfirmBehind({ behind, isOpen, onCancel, onConfirm }: ConfirmBehindProps) {
  const portals = behind === 1 ? "1 portal" : `${behind} portals`;
  return (
    <Dialog
      kind="alert"
      title={`Leave ${portals} behind?`}
      description="They keep working with the scopes they granted. The new ones come only when each customer consents again; the scope board has a link and a message for each."
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      footer={
        <>
          <DialogCancel />
          <Button variant="primary" onClick={onConfirm}>
            Save new scopes
          </Button>
        </>
      }
    />
  );
}
