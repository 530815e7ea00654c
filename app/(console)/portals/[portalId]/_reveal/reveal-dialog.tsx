"use client";

import { Eye } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Dialog } from "@/components/ui/popup/dialog";
import { useSay } from "#say";
import { SHOWN_MS } from "@/lib/portals/reveal/limits";
import { HiddenAgain } from "./hidden-again";
import { RevealForm } from "./reveal-form";
import { ShownToken, type TokenOnScreen } from "./shown-token";
import { useShown } from "./use-shown";

type RevealDialogProps = {
  portalId: string;
  label: string;
  /** Whether there is a button. A dialog that is open when it goes stays, and says why nothing comes. */
  isOffered: boolean;
  timeZone: string;
};

/** Asks why, and shows an access token for a moment. The token is in the state of this component and nowhere else. */
export function RevealDialog(props: RevealDialogProps) {
  const { portalId, label, isOffered, timeZone } = props;
  const say = useSay();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  // An answer belongs to the opening that asked for it: HubSpot may take minutes, and nobody is kept waiting.
  const opening = useRef(0);
  const { shown, secondsLeft, show, forget } = useShown<TokenOnScreen>(SHOWN_MS);

  function changeOpen(next: boolean) {
    setOpen(next);
    opening.current += 1;
    if (next) return;
    // The answer brought no page with it; the timeline has a new line.
    if (shown.is !== "not yet") router.refresh();
    forget();
  }

  return (
    <Dialog
      trigger={
        isOffered ? { label: say("Reveal access token"), size: "sm", icon: <Eye /> } : undefined
      }
      title={say("Access token of {portal}", { portal: label })}
      description={
        shown.is === "not yet"
          ? say("For finding a fault by hand. Programs get theirs with an API key.")
          : undefined
      }
      open={open}
      onOpenChange={changeOpen}
    >
      <p role="status" className="sr-only">
        {shown.is === "shown" ? say("The access token is shown. It is hidden in 30 seconds.") : ""}
        {shown.is === "over" ? say("The access token is hidden again.") : ""}
      </p>
      {shown.is === "not yet" ? (
        <RevealForm
          portalId={portalId}
          onAsk={() => {
            const asking = opening.current;
            return (token) => {
              if (asking === opening.current) show(token);
              else router.refresh();
            };
          }}
        />
      ) : shown.is === "shown" ? (
        <ShownToken {...shown.value} secondsLeft={secondsLeft} timeZone={timeZone} />
      ) : (
        <HiddenAgain onAgain={forget} />
      )}
    </Dialog>
  );
}
