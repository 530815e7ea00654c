import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { ImportView } from "@/lib/imports/queries";
import { say } from "@/lib/say/say";
import { cancelImportAction, confirmImportAction } from "../actions";

/** The two decisions about an import that has not ended. */
export function ImportControls({ job }: { job: ImportView }) {
  const { status, counts, app } = job;
  if (status === "cancelled" || status === "finished") return null;
  const importThem = say.count(
    counts.importable,
    "Import {count:number} portal",
    "Import {count:number} portals",
  );
  const cancel =
    status === "running"
      ? [
          say("Portals imported so far stay connected."),
          say("A row that is under way at this moment is finished; no other is begun."),
          say("The tokens of all other rows are wiped here. At HubSpot they stay as they are."),
        ]
      : [
          say("Nothing is imported."),
          say("Every token of the file is wiped here. At HubSpot they stay."),
        ];
  return (
    <>
      <ConfirmDialog
        trigger={{ label: say("Cancel import") }}
        title={say("Cancel this import?")}
        consequences={cancel}
        submitLabel={say("Cancel import")}
        action={cancelImportAction}
        fields={{ jobId: job.id }}
      />
      {status === "ready" && counts.importable > 0 ? (
        <ConfirmDialog
          trigger={{ label: importThem, variant: "primary" }}
          title={say.count(
            counts.importable,
            "Import {count:number} portal for {app}?",
            "Import {count:number} portals for {app}?",
            { app: app.name },
          )}
          consequences={[
            say(
              "HubSpot is asked for one new access token per portal, and every portal then appears in the list.",
            ),
            say(
              "From then on Portico refreshes these tokens. Another system that uses the same ones should have stopped.",
            ),
            ...(counts.unknown > 0
              ? [
                  say.count(
                    counts.unknown,
                    "{count:number} rows HubSpot has not answered for are checked again and imported if they are good.",
                    "{count:number} rows HubSpot has not answered for are checked again and imported if they are good.",
                  ),
                ]
              : []),
          ]}
          tone="primary"
          submitLabel={importThem}
          action={confirmImportAction}
          fields={{ jobId: job.id }}
        />
      ) : null}
    </>
  );
}
