"use client";

import { SaveForm } from "@/app/_forms/save-form";
import { Radio } from "@/components/ui/radio";
import {
  policyCost,
  POLICY_WORDS,
  REFRESH_POLICIES,
  type RefreshPolicy,
  type RenewalLoad,
} from "@/lib/hubspot-apps/renewal/policy-words";
import { setRefreshPolicyAction } from "./actions";
import { useSay } from "#say";

type PolicyFormProps = { appId: string; policy: RefreshPolicy; load: RenewalLoad };

/** The choice, each with what it costs here and what it notices later. */
export function PolicyForm({ appId, policy, load }: PolicyFormProps) {
  const say = useSay();
  return (
    <SaveForm
      action={setRefreshPolicyAction}
      hidden={{ appId }}
      shows={[]}
      saveLabel={say("Save token renewal")}
      stored={policy}
    >
      {() => (
        <fieldset className="flex flex-col gap-3">
          <legend className="sr-only">{say("When tokens are renewed")}</legend>
          {REFRESH_POLICIES.map((value) => {
            const { label, meaning, notices } = POLICY_WORDS[value];
            return (
              <Radio
                key={value}
                name="refreshPolicy"
                value={value}
                defaultChecked={value === policy}
                label={say.any(label)}
                hint={
                  <>
                    {`${say.any(meaning)} ${say.any(notices)} `}
                    <span className="text-ink-muted">{policyCost(value, load, say)}</span>
                  </>
                }
              />
            );
          })}
        </fieldset>
      )}
    </SaveForm>
  );
}
