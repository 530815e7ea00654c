"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/popup/toast";
import { useSay } from "#say";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { refreshMetadataAction } from "../actions";

/** Reads installer, scopes and account details from HubSpot again. */
export function RefreshMetadata({ portalId }: { portalId: string }) {
  const toast = useToast();
  const say = useSay();
  const [state, submit, pending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await refreshMetadataAction(previous, data);
    if (next.status === "success")
      toast.show({ title: next.message ?? say("Metadata is up to date.") });
    return next;
  }, IDLE as ActionState);
  return (
    <form action={submit} className="flex flex-col items-end gap-1">
      <input type="hidden" name="portalId" value={portalId} />
      <Button type="submit" size="sm" pending={pending}>
        {say("Refresh metadata")}
      </Button>
      {state.status === "error" && !pending ? (
        <p role="alert" className="text-sm text-danger">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
