"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasskeySignIn } from "../passkey-sign-in";
import { leaveFactorAction, proveFactorAction } from "./actions";
import { useSay } from "#say";

type FactorFormProps = { goTo: string; hasPasskeys: boolean };

/** A code of the authenticator app, or a recovery code. */
export function FactorForm({ goTo, hasPasskeys }: FactorFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(proveFactorAction);
  const leave = useServerForm(leaveFactorAction);
  return (
    <div className="flex flex-col gap-4">
      {hasPasskeys ? <PasskeySignIn label={say("Use a passkey")} goTo={goTo} /> : null}
      <form {...formProps} className="flex flex-col gap-4">
        <FormProblem state={state} fields={["code"]} />
        <input type="hidden" name="goTo" value={goTo} />
        <TextField
          label={say("Code")}
          name="code"
          error={state.fieldErrors?.["code"]}
          hint={say("Six digits from your authenticator app, or one of your recovery codes.")}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!hasPasskeys}
          required
        />
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          {say("Continue")}
        </Button>
      </form>
      <form {...leave.formProps}>
        <Button type="submit" variant="ghost" pending={leave.pending} className="w-full">
          {say("Sign in as somebody else")}
        </Button>
      </form>
    </div>
  );
}
