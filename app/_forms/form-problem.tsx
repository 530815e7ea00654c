"use client";

import { ErrorReference } from "@/components/error-reference";
import { Alert } from "@/components/ui/alert";
import { FormErrors } from "@/components/ui/form-errors";
import { StepUpSlot } from "@/components/ui/popup/step-up-slot";
import type { FormState } from "@/components/ui/form-state";
import { useSay } from "#say";

/** What went wrong with a form as a whole. Messages of the `fields` on the screen stand at the fields instead. */
export function FormProblem({ state, fields }: { state: FormState; fields: string[] }) {
  const say = useSay();
  if (state.status !== "error") return null;
  if (state.confirm) return <Unconfirmed state={state} />;
  const named = Object.entries(state.fieldErrors ?? {});
  const elsewhere = named.filter(([name, message]) => message && !fields.includes(name));
  if (named.length > 0 && elsewhere.length === 0) return null;
  return (
    <FormErrors title={state.message ?? say("This was not done.")}>
      {elsewhere.map(([name, message]) => (
        <p key={name}>{message}</p>
      ))}
      {state.reference ? <ErrorReference requestId={state.reference} /> : null}
    </FormErrors>
  );
}

/** Nothing is wrong with the form: who sends it must show that it is them. */
function Unconfirmed({ state }: { state: FormState }) {
  const say = useSay();
  return (
    <>
      <Alert tone="warning" title={state.message ?? say("Confirm that it is you.")} />
      <StepUpSlot state={state} />
    </>
  );
}
