import { Ban, CircleAlert, CircleCheck, CirclePause } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { TargetView } from "@/lib/alerts/queries";

/** How the telling goes, as a badge. */
export function TargetStateBadge({ state }: Pick<TargetView, "state">) {
  if (state === "switched_off")
    return (
      <Badge tone="danger" icon={<Ban />}>
        Switched off
      </Badge>
    );
  if (state === "paused") return <Badge icon={<CirclePause />}>Paused</Badge>;
  if (state === "failing")
    return (
      <Badge tone="warn" icon={<CircleAlert />}>
        Failing
      </Badge>
    );
  return (
    <Badge tone="ok" icon={<CircleCheck />}>
      Active
    </Badge>
  );
}
