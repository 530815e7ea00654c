"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { moveToDatedApiAction } from "../actions";
import { useSay } from "#say";

type MoveVersionProps = { appId: string; endsIn: string; mayWrite: boolean };

/** The countdown of HubSpot's v1 API and the one click that ends it. */
export function MoveVersion({ appId, endsIn, mayWrite }: MoveVersionProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(moveToDatedApiAction);
  return (
    <Alert
      tone="warning"
      title={say("HubSpot's v1 OAuth API {ends}", { ends: endsIn })}
      actions={
        mayWrite ? (
          <form {...formProps}>
            <input type="hidden" name="appId" value={appId} />
            <Button type="submit" pending={pending}>
              {say("Move to 2026-09")}
            </Button>
          </form>
        ) : undefined
      }
    >
      {say(
        "Existing grants keep working on the dated API; HubSpot is asked before anything changes.",
      )}
      {state.status === "error" && !pending ? (
        <p role="alert" className="mt-1 text-danger">
          {state.message}
        </p>
      ) : null}
    </Alert>
  );
}
