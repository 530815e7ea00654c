import { Eye } from "lucide-react";
import { Popover } from "@/components/ui/popup/popover";

/** Tells support why there are no buttons and whom to ask. */
export function ReadOnlyTag({ contact, className }: { contact?: string; className?: string }) {
  return (
    <Popover
      title="You have read-only access"
      align="start"
      trigger={{ label: "Read-only", icon: <Eye />, variant: "secondary", size: "sm", className }}
    >
      <p className="text-ink-muted">
        Your role can look at portals and their history. It cannot connect, refresh or revoke, and
        it never sees a token or a secret.
      </p>
      <p className="mt-2 text-ink-muted">
        {contact
          ? `If something has to change, ask ${contact}.`
          : "If something has to change, ask an admin."}
      </p>
    </Popover>
  );
}
