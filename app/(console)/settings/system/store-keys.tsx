import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { say } from "@/lib/say/say";
import { confirmKeysStoredAction } from "./actions";

/** Insists until somebody says that a copy of the keys is kept elsewhere; of keys that were added too. */
export function StoreKeys() {
  return (
    <Alert
      tone="warning"
      title={say("Keep a copy of the encryption keys elsewhere")}
      actions={
        <>
          <form method="post" action="/settings/system/keys">
            <Button type="submit" size="sm">
              {say("Download keys")}
            </Button>
          </form>
          <ConfirmDialog
            trigger={{ label: say("I have stored it"), size: "sm" }}
            title={say("Is the copy where this machine and its backups are not?")}
            consequences={[
              say(
                "Without the keys nobody opens a stored token, and a backup brings back everything but those.",
              ),
              say("Whoever has the keys and the database, or a backup, has every token."),
            ]}
            submitLabel={say("I have stored it")}
            tone="primary"
            action={confirmKeysStoredAction}
          />
        </>
      }
    >
      {say(
        "They are in a file on this machine alone. If it is lost, every portal has to be connected anew.",
      )}
    </Alert>
  );
}
