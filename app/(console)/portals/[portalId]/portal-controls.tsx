"use client";

import { RefreshCw } from "lucide-react";
import Form from "next/form";
import { useActionState, useEffect, useRef, useState, type ReactNode } from "react";
import { CopyButton } from "@/components/copy-button";
import { ErrorPanel } from "@/components/error-panel";
import { RelativeTime } from "@/components/relative-time";
import { SlowNotice } from "@/components/slow-notice";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import type { RefreshWords } from "@/lib/portals/refresh/describe-refresh";
import type { TestCallLine } from "@/lib/portals/inspect/test-call";
import { refreshPortalAction, retryRevokeAction, testCallAction } from "../actions";
import type { ControlledPortal, PortalActs } from "./controlled-portal";
import { resumeUninstallAction } from "./actions";
import { RevokeDialog } from "./revoke-dialog";
import { TestCallResult } from "./test-call-result";
import { UninstallDialog } from "./uninstall-dialog";

type ControlsProps = {
  portal: ControlledPortal;
  summary: string;
  may: PortalActs;
  /** What people who cannot reconnect it can do instead. */
  ask: ReactNode;
  now: string;
  timeZone: string;
};

type Act = "refresh" | "test" | "retry" | "resume";

/** What can be done with a portal. People who only look get the summary and nothing else. */
export function PortalControls({ portal, summary, may, ask, now, timeZone }: ControlsProps) {
  const [refreshed, refresh, refreshing] = useActionState(
    refreshPortalAction,
    IDLE as ActionState<RefreshWords>,
  );
  const [tested, test, testing] = useActionState(
    testCallAction,
    IDLE as ActionState<TestCallLine[]>,
  );
  const [retried, retry, retrying] = useActionState(retryRevokeAction, IDLE as ActionState);
  const [resumed, resume, resuming] = useActionState(resumeUninstallAction, IDLE as ActionState);
  const [latest, setLatest] = useState<Act | null>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const say = useSay();
  // A button that an answer has made pointless is gone, and the focus with it: to the words that say why.
  useEffect(() => {
    if (document.activeElement === document.body && outcome.current?.hasChildNodes())
      outcome.current.focus();
  }, [refreshed, tested, retried, resumed]);
  const copy = (
    <CopyButton value={summary} variant="secondary" label={say("Copy summary")}>
      {say("Copy summary")}
    </CopyButton>
  );
  // Of several answers only the latest is true; without scripts there is only one.
  const isShown = (act: Act, isPending: boolean) => !isPending && (latest ?? act) === act;
  if (!Object.values(may).includes(true))
    return (
      <div className="flex flex-wrap gap-2 print:hidden">
        {ask}
        {copy}
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {may.refresh && portal.canTryRefresh && !portal.isRevocationPending ? (
          <form action={refresh} onSubmit={() => setLatest("refresh")}>
            <input type="hidden" name="portalId" value={portal.id} />
            <input type="hidden" name="seenVersion" value={portal.refreshVersion} />
            <Button
              type="submit"
              variant={portal.canBeUsed ? "primary" : "secondary"}
              icon={<RefreshCw />}
              pending={refreshing}
            >
              {say("Refresh now")}
            </Button>
          </form>
        ) : null}
        {may.revoke && portal.isRevocationPending ? (
          <form action={retry} onSubmit={() => setLatest("retry")}>
            <input type="hidden" name="portalId" value={portal.id} />
            <Button type="submit" variant="primary" pending={retrying}>
              {say("Retry revocation")}
            </Button>
          </form>
        ) : may.uninstall && portal.isUninstallPending ? (
          <form action={resume} onSubmit={() => setLatest("resume")}>
            <input type="hidden" name="portalId" value={portal.id} />
            <Button type="submit" variant="primary" pending={resuming}>
              {say("Resume uninstall")}
            </Button>
          </form>
        ) : null}
        {may.connect && !portal.isRevocationPending ? (
          <Form action="/portals/connect">
            <input type="hidden" name="app" value={portal.appSlug} />
            <input type="hidden" name="portal" value={portal.id} />
            <Button
              type="submit"
              variant={portal.canBeUsed || portal.isUninstallPending ? "secondary" : "primary"}
            >
              {say("Reconnect")}
            </Button>
          </Form>
        ) : null}
        {may.connect ? null : ask}
        {may.test && portal.canBeUsed ? (
          <form action={test} onSubmit={() => setLatest("test")}>
            <input type="hidden" name="portalId" value={portal.id} />
            <Button type="submit" pending={testing}>
              {say("Test call")}
            </Button>
          </form>
        ) : null}
        {copy}
        {portal.isRevocationPending ? null : (
          <span className="ms-auto flex flex-wrap gap-2 empty:hidden max-sm:ms-0">
            {may.revoke && portal.canBeRevoked ? (
              <RevokeDialog portal={portal} timeZone={timeZone} now={now} />
            ) : null}
            {may.uninstall && portal.canBeUninstalled && !portal.isUninstallPending ? (
              <UninstallDialog portal={portal} timeZone={timeZone} now={now} />
            ) : null}
          </span>
        )}
      </div>
      <SlowNotice pending={refreshing || testing || retrying || resuming} />
      <div
        ref={outcome}
        tabIndex={-1}
        aria-live="polite"
        className="flex flex-col gap-3 outline-none empty:hidden"
      >
        {isShown("refresh", refreshing) ? (
          <RefreshOutcome state={refreshed} now={now} timeZone={timeZone} />
        ) : null}
        {isShown("test", testing) ? <TestCallResult state={tested} /> : null}
        {isShown("retry", retrying) ? <EndOutcome state={retried} /> : null}
        {isShown("resume", resuming) ? <EndOutcome state={resumed} /> : null}
      </div>
    </div>
  );
}

function EndOutcome({ state }: { state: ActionState }) {
  if (state.status === "idle") return null;
  return <Alert tone={state.status === "success" ? "info" : "danger"} title={state.message} />;
}

type OutcomeProps = { state: ActionState<RefreshWords>; now: string; timeZone: string };

function RefreshOutcome({ state, now, timeZone }: OutcomeProps) {
  const say = useSay();
  if (state.status === "error") return <Alert tone="danger" title={state.message} />;
  const words = state.data;
  if (!words) return null;
  if (words.ok) return <Alert tone="success" title={words.title} />;
  return (
    <ErrorPanel
      title={say("Not refreshed: {why}", { why: words.title })}
      tone="warning"
      next={
        words.nextTryAt
          ? say.rich("Next try {when}.", {
              when: <RelativeTime value={words.nextTryAt} now={now} timeZone={timeZone} />,
            })
          : words.next
      }
    />
  );
}
