import { Ban, CircleAlert, CircleCheck, CirclePause } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { TargetView } from "@/lib/alerts/queries";
import { say } from "@/lib/say/say";

/** How the telling goes, as a badge. */
export function TargetStateBadge({ state }: Pick<TargetView, "state">) {
  if (state === "switched_off")
    return (
      <Badge tone="danger" icon={<Ban />}>
        {say("Switched off")}
      </Badge>
    );
  if (state === "paused") return <Badge icon={<CirclePause />}>{say("Paused")}</Badge>;
  if (state === "failing")
    return (
      <Badge tone="warn" icon={<CircleAlert />}>
        {say("Failing")}
      </Badge>
    );
  return (
    <Badge tone="ok" icon={<CircleCheck />}>
      {say("Active")}
    </Badge>
  );
}
