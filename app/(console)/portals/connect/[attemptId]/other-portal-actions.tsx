"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { useSay } from "#say";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { startConnectAction } from "../../actions";
import type { StartedConnect } from "../paste-steps";

type OtherPortalProps = {
  appId: string;
  hubId: string;
  scopes: string[];
  /** Set when that portal is connected here already. */
  portalId: string | null;
  cancelHref: string;
  retryHref: string;
};

/** A reconnect met another portal: connect that one too, try again, or leave everything as it is. */
export function OtherPortalActions(props: OtherPortalProps) {
  const { appId, hubId, scopes, portalId, cancelHref, retryHref } = props;
  const [state, start, pending] = useActionState(
    startConnectAction,
    IDLE as ActionState<StartedConnect>,
  );
  const say = useSay();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {portalId ? (
          <LinkButton href={`/portals/${portalId}`} variant="primary">
            {say("Open Hub {id}, which is connected already", { id: hubId })}
          </LinkButton>
        ) : (
          <form action={start}>
            <input type="hidden" name="appId" value={appId} />
            <input type="hidden" name="hubId" value={hubId} />
            {scopes.map((name) => (
              <input key={name} type="hidden" name="extraScopes" value={name} />
            ))}
            <Button type="submit" variant="primary" pending={pending}>
              {say("Connect Hub {id} as a new portal", { id: hubId })}
            </Button>
          </form>
        )}
        <LinkButton href={retryHref}>{say("Start again")}</LinkButton>
        <LinkButton href={cancelHref} variant="ghost">
          {say("Cancel")}
        </LinkButton>
      </div>
      {state.status === "error" && !pending ? <Alert tone="danger" title={state.message} /> : null}
      {state.data ? (
        <Alert tone="info" title={say("This app's redirect URI points somewhere else")}>
          <Afterwards {...state.data} />
        </Alert>
      ) : null}
    </div>
  );
}

function Afterwards({ url, attemptId }: StartedConnect) {
  const say = useSay();
  return say.rich(
    "<open>Open HubSpot’s consent page</open>, then <paste>paste the redirected address</paste>.",
    {
      open: (text) => (
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          className="text-accent-text underline"
        >
          {text}
        </a>
      ),
      paste: (text) => (
        <a href={`/portals/connect/${attemptId}`} className="text-accent-text underline">
          {text}
        </a>
      ),
    },
  );
}
