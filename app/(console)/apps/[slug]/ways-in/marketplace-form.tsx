"use client";

import { SaveForm } from "@/app/_forms/save-form";
import { Checkbox } from "@/components/ui/checkbox";
import { setMarketplaceAction } from "./actions";
import { useSay } from "#say";

type MarketplaceFormProps = { appId: string; isOn: boolean; takenBy: string | undefined };

/** The switch of installs without a state of ours. */
export function MarketplaceForm({ appId, isOn, takenBy }: MarketplaceFormProps) {
  const say = useSay();
  return (
    <SaveForm
      action={setMarketplaceAction}
      hidden={{ appId }}
      shows={[]}
      saveLabel={say("Save Marketplace installs")}
      stored={String(isOn)}
    >
      {() => (
        <>
          <Checkbox
            name="marketplaceEnabled"
            defaultChecked={isOn}
            label={say("Accept Marketplace installs")}
            hint={say(
              "Switch it on only for an app that is listed there. Such installs belong to nobody of this team, and only one app per redirect URI can take them.",
            )}
          />
          {takenBy && !isOn ? (
            <p className="text-sm text-ink-faint">
              {say("{app} takes them at this redirect URI at the moment.", { app: takenBy })}
            </p>
          ) : null}
        </>
      )}
    </SaveForm>
  );
}
