"use client";

import { RefreshCw } from "lucide-react";
import { useActionState } from "react";
import { CopyButton } from "@/components/copy-button";
import { ErrorPanel } from "@/components/error-panel";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Button, LinkButton } from "@/components/ui/button";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import type { RefreshWords } from "@/lib/portals/describe-refresh";
import type { TestCallLine } from "@/lib/portals/test-call";
import { refreshPortalAction, retryRevokeAction, testCallAction } from "../actions";
import { RevokeDialog } from "./revoke-dialog";
import { ResumeUninstall } from "./resume-uninstall";
import { TestCallResult } from "./test-call-result";
import { UninstallDialog } from "./uninstall-dialog";

export type ControlledPortal = {
  id: string;
  label: string;
  hubId: string;
  appSlug: string;
  appName: string;
  confirmText: string;
  refreshVersion: number;
  isRevocationPending: boolean;
  isUninstallPending: boolean;
  /** The app is gone at HubSpot, and the rest of the uninstall is missing. */
  isRemovedAtHubSpot: boolean;
  canBeUsed: boolean;
  canTryRefresh: boolean;
  canBeRevoked: boolean;
  canBeUninstalled: boolean;
  /** Other portals whose grants hold the same refresh token. */
  tokenSharers: { id: string; label: string; hubId: string; appName: string }[];
  liveRefreshTokens: number;
  accessTokenExpiresAt: string | null;
};

type ControlsProps = {
  portal: ControlledPortal;
  summary: string;
  isAdmin: boolean;
  now: string;
  timeZone: string;
};

/** What can be done with a portal. People who only look get the summary and nothing else. */
export function PortalControls({ portal, summary, isAdmin, now, timeZone }: ControlsProps) {
  const [refreshed, refresh, refreshing] = useActionState(
    refreshPortalAction,
    IDLE as ActionState<RefreshWords>,
  );
  const [tested, test, testing] = useActionState(
    testCallAction,
    IDLE as ActionState<TestCallLine[]>,
  );
  const [retried, retry, retrying] = useActionState(retryRevokeAction, IDLE as ActionState);
  const copy = (
    <CopyButton value={summary} variant="secondary" label="Copy summary">
      Copy summary
    </CopyButton>
  );
  if (!isAdmin) return <div className="flex flex-wrap gap-2">{copy}</div>;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {portal.canTryRefresh && !portal.isRevocationPending ? (
          <form action={refresh}>
            <input type="hidden" name="portalId" value={portal.id} />
            <input type="hidden" name="seenVersion" value={portal.refreshVersion} />
            <Button
              type="submit"
              variant={portal.canBeUsed ? "primary" : "secondary"}
              icon={<RefreshCw />}
              pending={refreshing}
            >
              Refresh now
            </Button>
          </form>
        ) : null}
        {portal.isRevocationPending ? (
          <form action={retry}>
            <input type="hidden" name="portalId" value={portal.id} />
            <Button type="submit" variant="primary" pending={retrying}>
              Retry revocation
            </Button>
          </form>
        ) : portal.isUninstallPending ? (
          <ResumeUninstall portalId={portal.id} />
        ) : null}
        {portal.isRevocationPending ? null : (
          <LinkButton
            href={`/portals/connect?app=${portal.appSlug}&portal=${portal.id}`}
            variant={portal.canBeUsed || portal.isUninstallPending ? "secondary" : "primary"}
          >
            Reconnect
          </LinkButton>
        )}
        {portal.canBeUsed ? (
          <form action={test}>
            <input type="hidden" name="portalId" value={portal.id} />
            <Button type="submit" pending={testing}>
              Test call
            </Button>
          </form>
        ) : null}
        {copy}
        {portal.isRevocationPending ? null : (
          <span className="ms-auto flex flex-wrap gap-2 empty:hidden max-sm:ms-0">
            {portal.canBeRevoked ? (
              <RevokeDialog portal={portal} timeZone={timeZone} now={now} />
            ) : null}
            {portal.canBeUninstalled && !portal.isUninstallPending ? (
              <UninstallDialog portal={portal} timeZone={timeZone} now={now} />
            ) : null}
          </span>
        )}
      </div>
      <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
        {!refreshing ? <RefreshOutcome state={refreshed} now={now} timeZone={timeZone} /> : null}
        {!testing ? <TestCallResult state={tested} /> : null}
        {!retrying && retried.status !== "idle" ? (
          <Alert tone={retried.status === "success" ? "info" : "danger"} title={retried.message} />
        ) : null}
      </div>
    </div>
  );
}

type OutcomeProps = { state: ActionState<RefreshWords>; now: string; timeZone: string };

function RefreshOutcome({ state, now, timeZone }: OutcomeProps) {
  if (state.status === "error") return <Alert tone="danger" title={state.message} />;
  const words = state.data;
  if (!words) return null;
  if (words.ok) return <Alert tone="success" title={words.title} />;
  return (
    <ErrorPanel
      title={`Not refreshed: ${words.title}`}
      tone="warning"
      next={
        words.nextTryAt ? (
          <>
            Next try <RelativeTime value={words.nextTryAt} now={now} timeZone={timeZone} />.
          </>
        ) : (
          words.next
        )
      }
    />
  );
}
