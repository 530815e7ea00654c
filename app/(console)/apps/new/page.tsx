import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { versionChoices, DEFAULT_VERSION } from "@/lib/hubspot-apps/versions";
import { catalogueScopes } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { createAppAction } from "../actions";
import { newAppDraft } from "../app-fields";
import { AppForm } from "../app-form";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Add app · Apps");

export default async function NewAppPage() {
  const { ctx, viewer } = await requirePage("apps.create");
  const ownCallback = `${ctx.env.origin}/oauth/callback`;
  return (
    <div className="flex max-w-4xl flex-col gap-5">
      <PageHeader
        title={say("Add app")}
        about="add-app"
        breadcrumbs={[{ label: say("Apps"), href: "/apps" }]}
        description={say(
          "Copy these values from your app in HubSpot, and register the redirect URI there.",
        )}
      />
      <Card>
        <AppForm
          action={createAppAction}
          values={{
            name: "",
            clientId: "",
            redirectUri: ownCallback,
            requiredScopes: ["oauth"],
            conditionalScopes: [],
            optionalScopes: [],
            apiVersion: DEFAULT_VERSION,
          }}
          versions={versionChoices(ctx.now())}
          catalogue={catalogueScopes()}
          ownCallback={ownCallback}
          draftName={newAppDraft(viewer.personId)}
        />
      </Card>
    </div>
  );
}
