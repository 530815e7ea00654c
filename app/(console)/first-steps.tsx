import { Boxes, Plug } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { Steps } from "@/components/steps";
import { LinkButton } from "@/components/ui/link-button";
import { Card } from "@/components/ui/card";

/** The guided path of a first run: owner, app, portal. */
export function FirstSteps({ hasApp, mayConnect }: { hasApp: boolean; mayConnect: boolean }) {
  const steps = [
    { label: "Owner account", state: "done" as const },
    { label: "Add your HubSpot app", state: hasApp ? ("done" as const) : ("current" as const) },
    { label: "Connect a portal", state: hasApp ? ("current" as const) : ("next" as const) },
  ];
  return (
    <Card>
      <Steps label="First steps" steps={steps} />
      {hasApp ? (
        <EmptyState
          icon={<Plug />}
          title="Connect a portal"
          action={
            mayConnect ? (
              <LinkButton href="/portals/connect" variant="primary">
                Connect portal
              </LinkButton>
            ) : undefined
          }
        >
          HubSpot shows its consent page and sends you back. Any HubSpot account will do for a first
          try, a developer test account too.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<Boxes />}
          title="Add your HubSpot app"
          action={
            mayConnect ? (
              <LinkButton href="/apps/new" variant="primary">
                Add app
              </LinkButton>
            ) : undefined
          }
        >
          Have the client ID, client secret and scopes of your app at hand; the Auth tab of the app
          in HubSpot shows them.
        </EmptyState>
      )}
    </Card>
  );
}
