"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { setMarketplaceAction } from "./actions";

type MarketplaceFormProps = { appId: string; isOn: boolean; takenBy: string | undefined };

/** The switch of installs without a state of ours. */
export function MarketplaceForm({ appId, isOn, takenBy }: MarketplaceFormProps) {
  const { state, pending, formProps } = useServerForm(setMarketplaceAction);
  const problem = state.fieldErrors?.marketplaceEnabled ?? state.message;
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <input type="hidden" name="appId" value={appId} />
      <Checkbox
        name="marketplaceEnabled"
        defaultChecked={isOn}
        label="Accept Marketplace installs"
        hint="Switch it on only for an app that is listed there. Such installs belong to nobody of this team, and only one app per redirect URI can take them."
      />
      {takenBy && !isOn ? (
        <p className="text-sm text-ink-faint">{`${takenBy} takes them at this redirect URI at the moment.`}</p>
      ) : null}
      {state.status === "error" && problem && !pending ? (
        <Alert tone="danger" title={problem} />
      ) : null}
      <div>
        <Button type="submit" pending={pending}>
          Save Marketplace installs
        </Button>
      </div>
    </form>
  );
}
