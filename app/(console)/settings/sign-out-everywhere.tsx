"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { signOutEverywhereAction } from "./actions";

/** Ends every session of the viewer, after asking. */
export function SignOutEverywhere({ sessions }: { sessions: number }) {
  return (
    <ConfirmDialog
      trigger={{ label: "Sign out everywhere" }}
      title="Sign out everywhere?"
      description={
        sessions > 1
          ? `All ${sessions} sessions end at once, this one included.`
          : "This session ends. There is no other one."
      }
      tone="primary"
      submitLabel="End all sessions"
      action={signOutEverywhereAction}
    />
  );
}
