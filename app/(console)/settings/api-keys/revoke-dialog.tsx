import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { ApiKeyView } from "@/lib/api-keys/queries";
import { say } from "@/lib/say/say";
import { revokeApiKeyAction } from "./actions";

type RevokeDialogProps = Pick<ApiKeyView, "id" | "name" | "permissions" | "previousUntil">;

/** Ends a key for good, after saying what stops. */
export function RevokeDialog({ id, name, permissions, previousUntil }: RevokeDialogProps) {
  const isReader = permissions.includes("tokens:read");
  return (
    <ConfirmDialog
      trigger={{ label: say("Revoke"), variant: "ghost", size: "sm" }}
      title={say("Revoke the key for {name}?", { name })}
      description={say("Every call with it is refused at once, on every server.")}
      consequences={[
        ...(previousUntil ? [say("The key before its last rotation ends with it.")] : []),
        ...(isReader ? [say("Access tokens it was given work at HubSpot until they expire.")] : []),
        say("It cannot be undone. A service that still needs access needs a new key."),
      ]}
      submitLabel={say("Revoke key")}
      action={revokeApiKeyAction}
      fields={{ keyId: id }}
    />
  );
}
