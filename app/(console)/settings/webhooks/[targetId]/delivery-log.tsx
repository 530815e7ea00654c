import { ChevronRight, Inbox } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { DeliveryView } from "@/lib/alerts/queries";
import { say } from "@/lib/say/say";
import { receptionIn } from "../../_alerts/reception";
import { RedeliverButton } from "./redeliver-button";

type DeliveryLogProps = {
  deliveries: DeliveryView[];
  isWebhook: boolean;
  now: string;
  timeZone: string;
};

const STATES = {
  delivered: { label: "Taken", tone: "ok" },
  pending: { label: "Waiting", tone: "warn" },
  failed: { label: "Given up", tone: "danger" },
} as const;

/** Each message: what was sent, what came back, how often it was tried. */
export function DeliveryLog({ deliveries, isWebhook, ...clock }: DeliveryLogProps) {
  if (deliveries.length === 0)
    return (
      <EmptyState icon={<Inbox />} title={say("No deliveries here")}>
        {say("Nothing of this kind was sent in the last 30 days. A test shows that it works.")}
      </EmptyState>
    );
  return (
    <ul className="divide-y divide-line">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="px-4 py-3 sm:px-5">
          <Delivery delivery={delivery} isWebhook={isWebhook} {...clock} />
        </li>
      ))}
    </ul>
  );
}

type DeliveryProps = Omit<DeliveryLogProps, "deliveries"> & { delivery: DeliveryView };

function Delivery({ delivery, isWebhook, ...clock }: DeliveryProps) {
  const { id, type, at, summary, tries, nextTryAt, log, request } = delivery;
  const state = STATES[delivery.state as keyof typeof STATES] ?? STATES.pending;
  const [latest] = log;
  return (
    <details className="group">
      <summary className="flex list-none flex-wrap items-center gap-x-4 gap-y-1 rounded [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90 rtl:rotate-180"
        />
        <span className="min-w-0 flex-1 basis-56">
          <span lang="en" className="block wrap-anywhere text-ink">
            {summary}
          </span>
          <code className="font-mono text-sm text-ink-faint">{type}</code>
        </span>
        <span className="text-sm text-ink-muted">
          <RelativeTime value={at.toISOString()} show="relative" {...clock} />
        </span>
        <Badge tone={state.tone}>{say(state.label)}</Badge>
      </summary>
      <div className="mt-3 flex flex-col gap-3 text-sm sm:ms-8">
        <p className="text-ink-muted">
          {tries === 0
            ? say("Not tried yet.")
            : tries === 1
              ? say("Tried once.")
              : say("Tried {tries:number} times.", { tries })}
          {latest ? ` ${receptionIn(say, latest)}` : null}
          {nextTryAt ? (
            <>
              {" "}
              {say.rich("Next try {when}.", {
                when: <RelativeTime value={nextTryAt.toISOString()} show="relative" {...clock} />,
              })}
            </>
          ) : null}
        </p>
        {log.length > 0 ? (
          <ol className="flex flex-col gap-1 border-s border-line ps-3">
            {log.map((attempt) => (
              <li key={attempt.at}>
                <RelativeTime value={attempt.at} show="absolute" {...clock} />
                {`: ${receptionIn(say, attempt)}`}
                {attempt.answer ? (
                  <code className="mt-0.5 block max-h-32 overflow-y-auto font-mono wrap-anywhere text-ink-faint">
                    {attempt.answer}
                  </code>
                ) : null}
              </li>
            ))}
          </ol>
        ) : null}
        {isWebhook ? (
          <pre
            tabIndex={0}
            aria-label={say("Body of {summary}", { summary })}
            className="max-h-80 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm"
          >
            {request}
          </pre>
        ) : null}
        <RedeliverButton deliveryId={id} summary={summary} />
      </div>
    </details>
  );
}
