"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { useSay } from "#say";
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
  const say = useSay();
  const given = {
    portal: portalLabel,
    time: formatDateTime(createdAt, timeZone, { lang: say.lang }),
  };
  return (
    <ConfirmDialog
      trigger={{ label: say("Revoke this grant"), variant: "secondary", size: "sm" }}
      title={
        isHeldBack
          ? say("Revoke the new grant of {who}?", { who: grantOf })
          : say("Revoke the earlier grant of {who}?", { who: grantOf })
      }
      description={
        isHeldBack
          ? say("It was given for {portal} on {time}, and it was held back.", given)
          : say("It was given for {portal} on {time}, and another one has replaced it.", given)
      }
      consequences={[
        say("HubSpot refuses its refresh token at once, and Portico wipes it."),
        say("The current grant of this portal stays as it is, and the app stays installed."),
        say("Access tokens that were issued from it earlier live until they expire."),
      ]}
      submitLabel={say("Revoke this grant")}
      action={revokeGrantAction}
      fields={{ portalId, grantId }}
    />
  );
}
