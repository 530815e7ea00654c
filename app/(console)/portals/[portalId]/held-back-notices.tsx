"use client";

import { useActionState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { adoptHeldBackGrantAction } from "../actions";
import { RevokeGrantDialog } from "./revoke-grant-dialog";

type Clock = { now: string; timeZone: string };
type HeldBackGrant = { id: string; of: string; createdAt: string; missing: string[] };
type HeldBackProps = Clock & {
  portal: { id: string; label: string };
  grants: HeldBackGrant[];
  mayDecide: boolean;
};

/**
 * Somebody came through a public way in with less than the grant in use has: a person decides between the two. The
 * answer to a decision outlives the grant it was about.
 */
export function HeldBackNotices({ portal, grants, mayDecide, ...clock }: HeldBackProps) {
  const [state, use, isUsing] = useActionState(adoptHeldBackGrantAction, IDLE as ActionState);
  const say = useSay();
  return (
    <>
      {state.status === "error" && !isUsing ? <Alert tone="danger" title={state.message} /> : null}
      {grants.map((grant) => (
        <Alert
          key={grant.id}
          tone="warning"
          title={say("{who} installed the app again, with fewer scopes", { who: grant.of })}
        >
          <WhatHappened grant={grant} {...clock} />
          {mayDecide ? (
            <div className="mt-3 flex flex-wrap items-center gap-2">
              <form action={use}>
                <input type="hidden" name="portalId" value={portal.id} />
                <input type="hidden" name="grantId" value={grant.id} />
                <Button type="submit" size="sm" pending={isUsing}>
                  {say("Use the new grant")}
                </Button>
              </form>
              <RevokeGrantDialog
                portalId={portal.id}
                portalLabel={portal.label}
                grantId={grant.id}
                grantOf={grant.of}
                createdAt={grant.createdAt}
                timeZone={clock.timeZone}
                isHeldBack
              />
            </div>
          ) : (
            <p className="mt-2">{say("An admin decides which of the two is used.")}</p>
          )}
        </Alert>
      ))}
    </>
  );
}

function WhatHappened({ grant, now, timeZone }: Clock & { grant: HeldBackGrant }) {
  const say = useSay();
  return (
    <p>
      {say.rich(
        "It happened {when}, through a public way in. The grant in use stays, because the new one lacks {scopes}.",
        {
          when: <RelativeTime value={grant.createdAt} now={now} timeZone={timeZone} />,
          scopes: (
            <span className="font-mono text-sm wrap-anywhere">{grant.missing.join(", ")}</span>
          ),
        },
      )}
    </p>
  );
}
