import { Eye } from "lucide-react";
import { Popover } from "@/components/ui/popup/popover";
import { useSay } from "#say";

/** Tells support why there are no buttons and whom to ask. */
export function ReadOnlyTag({ contact, className }: { contact?: string; className?: string }) {
  const say = useSay();
  return (
    <Popover
      title={say("You have read-only access")}
      align="start"
      trigger={{
        label: say("Read-only"),
        icon: <Eye />,
        variant: "secondary",
        size: "sm",
        className,
      }}
    >
      <p className="text-ink-muted">
        {say(
          "Your role can look at portals and their history. It cannot connect, refresh or revoke, and it never sees a token or a secret.",
        )}
      </p>
      <p className="mt-2 text-ink-muted">
        {contact
          ? say("If something has to change, ask {contact}.", { contact })
          : say("If something has to change, ask an admin.")}
      </p>
    </Popover>
  );
}
