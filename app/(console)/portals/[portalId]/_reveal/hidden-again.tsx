"use client";

import { EyeOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { useSay } from "#say";

/** What stands in the place of a token whose time is over. */
export function HiddenAgain({ onAgain }: { onAgain: () => void }) {
  const say = useSay();
  return (
    <>
      <DialogBody>
        <div className="flex items-start gap-3 rounded-lg border border-line bg-sunken px-3.5 py-3">
          <EyeOff className="mt-0.5 size-4 shrink-0 text-ink-faint" />
          <div className="min-w-0">
            <p className="font-semibold">{say("The access token is hidden again.")}</p>
            <p className="text-ink-muted">
              {say(
                "To see it once more, reveal it anew: that asks for a reason and leaves a line again.",
              )}
            </p>
          </div>
        </div>
      </DialogBody>
      <DialogFooter>
        <DialogCancel>{say("Close")}</DialogCancel>
        {/* What had the focus is gone with the token. */}
        <Button autoFocus onClick={onAgain}>
          {say("Reveal again")}
        </Button>
      </DialogFooter>
    </>
  );
}
