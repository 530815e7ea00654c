import { Boxes } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Card } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { listApps } from "@/lib/hubspot-apps/queries";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { InspectorForm } from "./inspector-form";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Inspector");

export default async function InspectorPage() {
  const { ctx } = await requirePage("tokens.inspect");
  const [apps, timeZone] = await Promise.all([listApps(ctx), viewerTimeZone()]);
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <PageHeader
        title={say("Token inspector")}
        about="token-inspector"
        description={say(
          "Asks HubSpot what a token is: whose, for which portal, with which scopes, and whether it still lives.",
        )}
      />
      {apps.length === 0 ? (
        <Card padded={false}>
          <EmptyState
            icon={<Boxes />}
            title={say("Add your app first")}
            action={
              <LinkButton href="/apps/new" variant="primary">
                {say("Add app")}
              </LinkButton>
            }
          >
            {say("HubSpot tells what a token is only to the app it was issued to.")}
          </EmptyState>
        </Card>
      ) : (
        <InspectorForm
          apps={apps.map(({ id, name }) => ({ id, name }))}
          now={ctx.now().toISOString()}
          timeZone={timeZone}
        />
      )}
    </div>
  );
}
