"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatDateTime } from "@/lib/format";
import { revokeGrantAction } from "../actions";

type RevokeGrantProps = {
  portalId: string;
  portalLabel: string;
  grantId: string;
  grantOf: string;
  createdAt: string;
  timeZone: string;
};

/** Ends one earlier grant and nothing else. */
export function RevokeGrantDialog(props: RevokeGrantProps) {
  const { portalId, portalLabel, grantId, grantOf, createdAt, timeZone } = props;
  return (
    <div className="mt-1">
      <ConfirmDialog
        trigger={{ label: "Revoke this grant", variant: "secondary", size: "sm" }}
        title={`Revoke the earlier grant of ${grantOf}?`}
        description={`It was given for ${portalLabel} on ${formatDateTime(createdAt, timeZone)}, and another one has replaced it.`}
        consequences={[
          "HubSpot refuses its refresh token at once, and Portico wipes it.",
          "The current grant of this portal stays as it is, and the app stays installed.",
          "Access tokens that were issued from it earlier live until they expire.",
        ]}
        submitLabel="Revoke this grant"
        action={revokeGrantAction}
        fields={{ portalId, grantId }}
      />
    </div>
  );
}
