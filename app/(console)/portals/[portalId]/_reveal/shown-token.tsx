"use client";

import { useEffect, useId, useRef } from "react";
import { CopyButton } from "@/components/copy-button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { DialogBody, DialogCancel, DialogFooter } from "@/components/ui/popup/dialog";
import { useSay } from "#say";
import { formatDateTime, formatDuration } from "@/lib/format";
import { SHOWN_MS } from "@/lib/portals/reveal/limits";

export type TokenOnScreen = {
  token: string;
  expiresAt: string;
  /** How long HubSpot took it from the moment it was given. */
  goodForMs: number;
};

type ShownTokenProps = TokenOnScreen & { secondsLeft: number; timeZone: string };

/** An access token in plain sight. It is text and no field, so that nothing fills in, keeps or sends it. */
export function ShownToken(props: ShownTokenProps) {
  const { token, expiresAt, goodForMs, secondsLeft, timeZone } = props;
  const say = useSay();
  const labelId = useId();
  const actions = useRef<HTMLDivElement>(null);
  // What had the focus is gone with the form.
  useEffect(() => actions.current?.querySelector("button")?.focus(), []);
  return (
    <>
      <DialogBody className="print:hidden">
        <div className="flex flex-col gap-1">
          <span id={labelId} className="font-medium">
            {say("Access token")}
          </span>
          <div
            role="group"
            aria-labelledby={labelId}
            tabIndex={0}
            className="max-h-48 overflow-y-auto rounded-md border border-line-strong/60 bg-sunken px-2.5 py-2"
          >
            <code translate="no" className="block font-mono text-sm break-all select-all">
              {token}
            </code>
          </div>
          <p className="text-sm text-ink-faint">
            {say("HubSpot takes it for {time} more, until {when}: also once it is hidden here.", {
              time: formatDuration(wholeMinutes(goodForMs), say.lang),
              when: formatDateTime(expiresAt, timeZone, { lang: say.lang }),
            })}
          </p>
        </div>
        <ProgressBar
          label={say("Hidden in")}
          value={secondsLeft}
          max={SHOWN_MS / 1000}
          valueText={say("{n:number} s", { n: secondsLeft })}
        />
      </DialogBody>
      <DialogFooter>
        <DialogCancel>{say("Close")}</DialogCancel>
        <div ref={actions} className="flex max-sm:[&_button]:w-full max-sm:[&>span]:w-full">
          <CopyButton value={token} variant="primary">
            {say("Copy access token")}
          </CopyButton>
        </div>
      </DialogFooter>
    </>
  );
}

const MINUTE_MS = 60_000;

/** Seconds are told of what has few of them. */
function wholeMinutes(ms: number): number {
  return ms < 2 * MINUTE_MS ? ms : Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}
