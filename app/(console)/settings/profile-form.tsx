"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useSay } from "#say";
import { changeProfileAction } from "./actions";

/** The viewer's own name. */
export function ProfileForm({ name }: { name: string }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(changeProfileAction);
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={["name"]} />
      <TextField
        label={say("Name")}
        name="name"
        defaultValue={state.values?.["name"] ?? name}
        error={state.fieldErrors?.["name"]}
        autoComplete="name"
        required
      />
      {state.status === "success" && !pending ? (
        <Alert tone="success">{state.message}</Alert>
      ) : null}
      <Button type="submit" pending={pending} className="self-start">
        {say("Save name")}
      </Button>
    </form>
  );
}
