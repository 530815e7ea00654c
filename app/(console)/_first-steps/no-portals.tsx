import { Boxes, Plug } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Card } from "@/components/ui/card";
import { say } from "@/lib/say/say";

type NoPortalsProps = { hasApp: boolean; mayConnect: boolean };

/** An overview of nothing, for those whom the first steps do not guide. */
export function NoPortals({ hasApp, mayConnect }: NoPortalsProps) {
  const next = hasApp
    ? {
        icon: <Plug />,
        title: say("Connect a portal"),
        href: "/portals/connect",
        label: say("Connect portal"),
      }
    : {
        icon: <Boxes />,
        title: say("Add your HubSpot app"),
        href: "/apps/new",
        label: say("Add app"),
      };
  return (
    <Card>
      <EmptyState
        icon={next.icon}
        title={mayConnect ? next.title : say("Nothing to look up yet")}
        action={
          mayConnect ? (
            <LinkButton href={next.href} variant="primary">
              {next.label}
            </LinkButton>
          ) : undefined
        }
      >
        {mayConnect
          ? say(
              "What is connected shows here: whether it works, what needs a person, what changed.",
            )
          : say("An admin connects the first portal. Then this page says how all of them are.")}
      </EmptyState>
    </Card>
  );
}
