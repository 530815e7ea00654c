"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { formatDateTime } from "@/lib/format";
import { revokeGrantAction } from "../actions";

type RevokeGrantProps = {
  portalId: string;
  portalLabel: string;
  grantId: string;
  grantOf: string;
  createdAt: string;
  timeZone: string;
  /** It never came into use. */
  isHeldBack?: boolean;
};

/** Ends one grant that is not in use, and nothing else. */
export function RevokeGrantDialog(props: RevokeGrantProps) {
  const { portalId, portalLabel, grantId, grantOf, createdAt, timeZone, isHeldBack } = props;
  const fate = isHeldBack ? "it was held back" : "another one has replaced it";
  return (
    <ConfirmDialog
      trigger={{ label: "Revoke this grant", variant: "secondary", size: "sm" }}
      title={`Revoke the ${isHeldBack ? "new" : "earlier"} grant of ${grantOf}?`}
      description={`It was given for ${portalLabel} on ${formatDateTime(createdAt, timeZone)}, and ${fate}.`}
      consequences={[
        "HubSpot refuses its refresh token at once, and Portico wipes it.",
        "The current grant of this portal stays as it is, and the app stays installed.",
        "Access tokens that were issued from it earlier live until they expire.",
      ]}
      submitLabel="Revoke this grant"
      action={revokeGrantAction}
      fields={{ portalId, grantId }}
    />
  );
}
