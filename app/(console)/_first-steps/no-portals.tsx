import { Boxes, Plug } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Card } from "@/components/ui/card";

type NoPortalsProps = { hasApp: boolean; mayConnect: boolean };

/** An overview of nothing, for those whom the first steps do not guide. */
export function NoPortals({ hasApp, mayConnect }: NoPortalsProps) {
  const next = hasApp
    ? {
        icon: <Plug />,
        title: "Connect a portal",
        href: "/portals/connect",
        label: "Connect portal",
      }
    : { icon: <Boxes />, title: "Add your HubSpot app", href: "/apps/new", label: "Add app" };
  return (
    <Card>
      <EmptyState
        icon={next.icon}
        title={mayConnect ? next.title : "Nothing to look up yet"}
        action={
          mayConnect ? (
            <LinkButton href={next.href} variant="primary">
              {next.label}
            </LinkButton>
          ) : undefined
        }
      >
        {mayConnect
          ? "What is connected shows here: whether it works, what needs a person, what changed."
          : "An admin connects the first portal. Then this page says how all of them are."}
      </EmptyState>
    </Card>
  );
}
