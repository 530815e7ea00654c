"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Radio } from "@/components/ui/radio";
import {
  policyCost,
  POLICY_WORDS,
  REFRESH_POLICIES,
  type RefreshPolicy,
  type RenewalLoad,
} from "@/lib/hubspot-apps/renewal/policy-words";
import { setRefreshPolicyAction } from "./actions";

type PolicyFormProps = { appId: string; policy: RefreshPolicy; load: RenewalLoad };

/** The choice, each with what it costs here and what it notices later. */
export function PolicyForm({ appId, policy, load }: PolicyFormProps) {
  const { state, pending, formProps } = useServerForm(setRefreshPolicyAction);
  const problem = state.fieldErrors?.refreshPolicy ?? state.message;
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <input type="hidden" name="appId" value={appId} />
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">When tokens are renewed</legend>
        {REFRESH_POLICIES.map((value) => {
          const { label, meaning, notices } = POLICY_WORDS[value];
          return (
            <Radio
              key={value}
              name="refreshPolicy"
              value={value}
              defaultChecked={value === policy}
              label={label}
              hint={
                <>
                  {`${meaning} ${notices} `}
                  <span className="text-ink-muted">{policyCost(value, load)}</span>
                </>
              }
            />
          );
        })}
      </fieldset>
      {state.status === "error" && problem && !pending ? (
        <Alert tone="danger" title={problem} />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          Save token renewal
        </Button>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </form>
  );
}
