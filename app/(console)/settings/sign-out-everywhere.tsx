"use client";

import { keepingChoices } from "@/components/browser-choices";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { useSay } from "#say";
import { signOutEverywhereAction } from "./actions";

/** Ends every session of the viewer, after asking. */
export function SignOutEverywhere({ sessions }: { sessions: number }) {
  const say = useSay();
  return (
    <ConfirmDialog
      trigger={{ label: say("Sign out everywhere") }}
      title={say("Sign out everywhere?")}
      description={
        sessions > 1
          ? say("All {sessions:number} sessions end at once, this one included.", { sessions })
          : say("This session ends. There is no other one.")
      }
      tone="primary"
      submitLabel={say("End all sessions")}
      action={() => keepingChoices(signOutEverywhereAction)}
    />
  );
}
