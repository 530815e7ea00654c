import { notFound } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/card";
import { TabLinks } from "@/components/ui/tabs";
import {
  DELIVERY_STATES,
  getTarget,
  listDeliveries,
  type DeliveryState,
  type TargetView,
} from "@/lib/alerts/queries";
import { requirePage } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";
import { TargetStateBadge } from "../../_alerts/target-state";
import { ChangeRecipientForm } from "./change-recipient-form";
import { ChangeWebhookForm } from "./change-webhook-form";
import { DeliveryLog } from "./delivery-log";
import { ReplayForm } from "./replay-form";
import { SecretSection } from "./secret-section";
import { TargetControls } from "./target-controls";

export const generateMetadata = titled("Webhook · Settings");

type PageProps = {
  params: Promise<{ targetId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TABS = [
  [undefined, "All"],
  ["delivered", "Taken"],
  ["pending", "Waiting"],
  ["failed", "Given up"],
] as const satisfies [DeliveryState | undefined, string][];

/** One webhook or recipient: how it goes, what it is told, and each message. */
export default async function TargetPage({ params, searchParams }: PageProps) {
  const { ctx } = await requirePage("alerts.manage");
  const target = await load(ctx, (await params).targetId);
  const query = await searchParams;
  const state = DELIVERY_STATES.find((name) => name === query["state"]);
  const before =
    typeof query["before"] === "string" && UUID.test(query["before"]) ? query["before"] : undefined;
  const [log, timeZone] = await Promise.all([
    listDeliveries(ctx, target.id, { state, before }),
    viewerTimeZone(),
  ]);
  const clock = { now: ctx.now().toISOString(), timeZone };
  const path = `/settings/webhooks/${target.id}`;
  const isWebhook = target.kind === "webhook";
  const parent = isWebhook
    ? { label: say("Webhooks"), href: "/settings/webhooks" }
    : { label: say("Slack and e-mail"), href: "/settings/notifications" };
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={target.name}
        about="webhooks"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }, parent]}
        meta={<TargetStateBadge state={target.state} />}
        description={target.address}
        actions={<TargetControls target={target} />}
      />
      <Trouble target={target} {...clock} />
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <Section title={isWebhook ? say("What it is told") : say("What they are told")}>
          {isWebhook ? (
            <ChangeWebhookForm target={target} />
          ) : (
            <ChangeRecipientForm target={target} timeZone={timeZone} />
          )}
        </Section>
        <div className="flex flex-col gap-6">
          {isWebhook ? <SecretSection target={target} timeZone={timeZone} /> : null}
          <Section
            title={say("Replay")}
            description={say(
              "Sends what happened since a day again, also from before this was added.",
            )}
          >
            <ReplayForm targetId={target.id} today={clock.now.slice(0, 10)} />
          </Section>
        </div>
      </div>
      <Section
        title={say("Deliveries")}
        description={say("Kept for 30 days. A delivery is tried for a day, with growing pauses.")}
        padded={false}
      >
        <TabLinks
          label={say("Filter by outcome")}
          tabs={TABS.map(([name, label]) => ({
            href: name ? `${path}?state=${name}` : path,
            label: say(label),
            current: state === name,
          }))}
        />
        <DeliveryLog deliveries={log.deliveries} isWebhook={isWebhook} {...clock} />
        {log.next || before ? (
          <nav
            aria-label={say("Pages")}
            className="flex justify-end gap-2 border-t border-line p-3"
          >
            {before ? (
              <LinkButton size="sm" href={state ? `${path}?state=${state}` : path}>
                {say("Newest")}
              </LinkButton>
            ) : null}
            {log.next ? (
              <LinkButton
                size="sm"
                href={`${path}?${new URLSearchParams({ ...(state && { state }), before: log.next })}`}
              >
                {say("Older")}
              </LinkButton>
            ) : null}
          </nav>
        ) : null}
      </Section>
    </div>
  );
}

function Trouble({ target, ...clock }: { target: TargetView; now: string; timeZone: string }) {
  const since = target.failingSince ? (
    <RelativeTime value={target.failingSince.toISOString()} {...clock} />
  ) : null;
  if (target.state === "switched_off")
    return (
      <Alert
        tone="danger"
        title={say("Switched off because it failed for days, or said that it is gone")}
      >
        {say.rich(
          "It fails since {since}. Mend the receiver, send a test, switch it on, then replay what it missed.",
          { since },
        )}
      </Alert>
    );
  if (target.state === "failing")
    return (
      <Alert tone="warning" title={say("It does not take messages just now")}>
        {say.rich(
          "Since {since}. Portico tries again by itself; after three days it is switched off.",
          { since },
        )}
      </Alert>
    );
  if (target.state === "paused")
    return (
      <Alert title={say("Paused")}>
        {say("What happens now is not sent later. Replay it when it is on again.")}
      </Alert>
    );
  return null;
}

async function load(ctx: Context, id: string): Promise<TargetView> {
  if (!UUID.test(id)) notFound();
  try {
    return await getTarget(ctx, id);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
