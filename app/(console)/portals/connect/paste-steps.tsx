"use client";

import { buttonClass } from "@/components/ui/button-class";
import { useSay } from "#say";
import { PasteForm } from "./paste-form";

/** A trip that was started and whose answer will be pasted. */
export type StartedConnect = { attemptId: string; url: string };

/** HubSpot will not come back here: consent in another tab, then the address is pasted. */
export function PasteSteps({
  attemptId,
  url,
  redirectUri,
}: StartedConnect & { redirectUri: string }) {
  const say = useSay();
  return (
    <ol className="flex list-decimal flex-col gap-6 ps-5 marker:text-ink-faint">
      <li>
        <p className="mb-2 text-ink-muted">
          {say(
            "Give consent on HubSpot’s page. It opens in a new tab and ends on an address outside this console, which may well show an error.",
          )}
        </p>
        <a href={url} target="_blank" rel="noopener noreferrer" className={buttonClass({})}>
          {say("Open HubSpot’s consent page")}
        </a>
      </li>
      <li>
        <p className="mb-3 text-ink-muted">
          {say("Copy the whole address from that tab and paste it here within 10 minutes.")}
        </p>
        <PasteForm attemptId={attemptId} redirectUri={redirectUri} />
      </li>
    </ol>
  );
}
