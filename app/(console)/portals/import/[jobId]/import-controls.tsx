import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { formatNumber } from "@/lib/format";
import type { ImportView } from "@/lib/imports/queries";
import { cancelImportAction, confirmImportAction } from "../actions";

/** The two decisions about an import that has not ended. */
export function ImportControls({ job }: { job: ImportView }) {
  const { status, counts, app } = job;
  if (status === "cancelled" || status === "finished") return null;
  const portals = `${formatNumber(counts.importable)} ${counts.importable === 1 ? "portal" : "portals"}`;
  const cancel =
    status === "running"
      ? [
          "Portals imported so far stay connected.",
          "A row that is under way at this moment is finished; no other is begun.",
          "The tokens of all other rows are wiped here. At HubSpot they stay as they are.",
        ]
      : ["Nothing is imported.", "Every token of the file is wiped here. At HubSpot they stay."];
  return (
    <>
      <ConfirmDialog
        trigger={{ label: "Cancel import" }}
        title="Cancel this import?"
        consequences={cancel}
        submitLabel="Cancel import"
        action={cancelImportAction}
        fields={{ jobId: job.id }}
      />
      {status === "ready" && counts.importable > 0 ? (
        <ConfirmDialog
          trigger={{ label: `Import ${portals}`, variant: "primary" }}
          title={`Import ${portals} for ${app.name}?`}
          consequences={[
            "HubSpot is asked for one new access token per portal, and every portal then appears in the list.",
            "From then on Portico refreshes these tokens. Another system that uses the same ones should have stopped.",
            ...(counts.unknown > 0
              ? [
                  `${formatNumber(counts.unknown)} rows HubSpot has not answered for are checked again and imported if they are good.`,
                ]
              : []),
          ]}
          tone="primary"
          submitLabel={`Import ${portals}`}
          action={confirmImportAction}
          fields={{ jobId: job.id }}
        />
      ) : null}
    </>
  );
}
