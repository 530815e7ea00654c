import type { Metadata } from "next";
import { Webhook } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/card";
import { getDegradedMinutes } from "@/lib/alerts/degraded-minutes";
import { listTargets } from "@/lib/alerts/queries";
import { requirePage } from "@/lib/auth/session";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { DegradedForm } from "../_alerts/degraded-form";
import { TargetsTable } from "../_alerts/targets-table";
import { AddWebhookForm } from "./add-form";

export const metadata: Metadata = { title: "Webhooks · Settings" };

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
        title="Webhooks"
        about="webhooks"
        breadcrumbs={[{ label: "Settings", href: "/settings" }]}
        description="Portico tells your programs when a portal connects, breaks or recovers: signed, once per event, and again for a day until it is taken."
        actions={<LinkButton href="/settings/notifications">Slack and e-mail</LinkButton>}
      />
      <Section
        title="New webhook"
        description="Messages follow Standard Webhooks: any of its libraries checks the signature."
      >
        <AddWebhookForm targetIds={webhooks.map(({ id }) => id)} />
      </Section>
      <Section
        title={webhooks.length > 0 ? `Webhooks (${webhooks.length})` : "Webhooks"}
        padded={false}
      >
        {webhooks.length > 0 ? (
          <TargetsTable
            caption="Webhooks"
            targets={webhooks}
            now={ctx.now().toISOString()}
            timeZone={timeZone}
          />
        ) : (
          <EmptyState icon={<Webhook />} title="No webhook yet">
            Add the address of a program of yours. It hears of a broken connection before the
            customer does.
          </EmptyState>
        )}
      </Section>
      <Section title="Trouble that passes" description="For webhooks, Slack and e-mail alike.">
        <DegradedForm minutes={minutes} />
      </Section>
    </div>
  );
}
