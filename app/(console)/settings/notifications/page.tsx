import { BellRing } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/card";
import { listTargets } from "@/lib/alerts/queries";
import { requirePage } from "@/lib/auth/session";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";
import { TargetsTable } from "../_alerts/targets-table";
import { AddRecipientForm } from "./add-form";

export const generateMetadata = titled("Notifications · Settings");

/** People and channels that are told in words. */
export default async function NotificationsPage() {
  const { ctx } = await requirePage("alerts.manage");
  const [recipients, timeZone] = await Promise.all([
    listTargets(ctx, ["slack", "mail"]),
    viewerTimeZone(),
  ]);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Slack and e-mail")}
        about="slack-and-e-mail"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say(
          "Each message says what happened, what it means and what to do. What happens together comes as one message.",
        )}
        actions={<LinkButton href="/settings/webhooks">{say("Webhooks")}</LinkButton>}
      />
      <Section title={say("New recipient")}>
        <AddRecipientForm hasMail={ctx.env.smtpUrl !== undefined} timeZone={timeZone} />
      </Section>
      <Section
        title={
          recipients.length > 0
            ? say("Recipients ({count:number})", { count: recipients.length })
            : say("Recipients")
        }
        padded={false}
      >
        {recipients.length > 0 ? (
          <TargetsTable
            caption={say("Recipients")}
            targets={recipients}
            now={ctx.now().toISOString()}
            timeZone={timeZone}
          />
        ) : (
          <EmptyState icon={<BellRing />} title={say("Nobody is told yet")}>
            {say(
              "Add a channel or a mailbox, so that a broken connection is noticed here before the customer notices.",
            )}
          </EmptyState>
        )}
      </Section>
    </div>
  );
}
