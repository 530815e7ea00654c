import { Webhook } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/card";
import { getDegradedMinutes } from "@/lib/alerts/degraded-minutes";
import { listTargets } from "@/lib/alerts/queries";
import { requirePage } from "@/lib/auth/session";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";
import { DegradedForm } from "../_alerts/degraded-form";
import { TargetsTable } from "../_alerts/targets-table";
import { AddWebhookForm } from "./add-form";

export const generateMetadata = titled("Webhooks · Settings");

/** Programs that are told of what becomes of portals, apps and HubSpot. */
export default async function WebhooksPage() {
  const { ctx } = await requirePage("alerts.manage");
  const [webhooks, minutes, timeZone] = await Promise.all([
    listTargets(ctx, ["webhook"]),
    getDegradedMinutes(ctx),
    viewerTimeZone(),
  ]);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Webhooks")}
        about="webhooks"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say(
          "Portico tells your programs when a portal connects, breaks or recovers: signed, once per event, and again for a day until it is taken.",
        )}
        actions={<LinkButton href="/settings/notifications">{say("Slack and e-mail")}</LinkButton>}
      />
      <Section
        title={say("New webhook")}
        description={say(
          "Messages follow Standard Webhooks: any of its libraries checks the signature.",
        )}
      >
        <AddWebhookForm targetIds={webhooks.map(({ id }) => id)} />
      </Section>
      <Section
        title={
          webhooks.length > 0
            ? say("Webhooks ({count:number})", { count: webhooks.length })
            : say("Webhooks")
        }
        padded={false}
      >
        {webhooks.length > 0 ? (
          <TargetsTable
            caption={say("Webhooks")}
            targets={webhooks}
            now={ctx.now().toISOString()}
            timeZone={timeZone}
          />
        ) : (
          <EmptyState icon={<Webhook />} title={say("No webhook yet")}>
            {say(
              "Add the address of a program of yours. It hears of a broken connection before the customer does.",
            )}
          </EmptyState>
        )}
      </Section>
      <Section
        title={say("Trouble that passes")}
        description={say("For webhooks, Slack and e-mail alike.")}
      >
        <DegradedForm minutes={minutes} />
      </Section>
    </div>
  );
}
