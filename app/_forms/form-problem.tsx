"use client";

import { ErrorReference } from "@/components/error-reference";
import { FormErrors } from "@/components/ui/form-errors";
import type { FormState } from "@/components/ui/form-state";

/** What went wrong with a form as a whole. Messages of the `fields` on the screen stand at the fields instead. */
export function FormProblem({ state, fields }: { state: FormState; fields: string[] }) {
  if (state.status !== "error") return null;
  const named = Object.entries(state.fieldErrors ?? {});
  const elsewhere = named.filter(([name, message]) => message && !fields.includes(name));
  if (named.length > 0 && elsewhere.length === 0) return null;
  return (
    <FormErrors title={state.message ?? "This was not done."}>
      {elsewhere.map(([name, message]) => (
        <p key={name}>{message}</p>
      ))}
      {state.reference ? <ErrorReference requestId={state.reference} /> : null}
    </FormErrors>
  );
}
