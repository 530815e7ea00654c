"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { resumeUninstallAction } from "./actions";

/** Goes on with an uninstall from the step that is missing. */
export function ResumeUninstall({ portalId }: { portalId: string }) {
  const [state, resume, pending] = useActionState(resumeUninstallAction, IDLE as ActionState);
  return (
    <form action={resume} className="contents">
      <input type="hidden" name="portalId" value={portalId} />
      <Button type="submit" variant="primary" pending={pending}>
        Resume uninstall
      </Button>
      <div aria-live="polite" className="order-last w-full empty:hidden">
        {!pending && state.status !== "idle" ? (
          <Alert tone={state.status === "success" ? "info" : "danger"} title={state.message} />
        ) : null}
      </div>
    </form>
  );
}
