"use client";

import { startTransition, useActionState, useEffect, useState } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { makePasskey, passkeyTrouble } from "@/app/_forms/passkey";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { useSay } from "#say";
import { addPasskeyAction, beginPasskeyAction } from "./actions";
import { CodeList } from "./code-list";

type Added = ActionState<{ codes: string[] | null }>;

/** Makes a passkey on this device, or on a phone or key beside it. */
export function AddPasskey({ isFirst }: { isFirst: boolean }) {
  const say = useSay();
  const begin = useServerForm(beginPasskeyAction, { resetOnSuccess: true });
  const [added, add, isAdding] = useActionState<Added, FormData>(addPasskeyAction, IDLE);
  const [trouble, setTrouble] = useState<string>();
  const [isHidden, setHidden] = useState(false);

  useEffect(() => {
    const { data } = begin.state;
    if (!data) return;
    let isGone = false;
    const make = async () => {
      try {
        const form = new FormData();
        form.set("name", data.name);
        form.set("response", await makePasskey(data.options));
        if (isGone) return;
        setTrouble(undefined);
        setHidden(false);
        startTransition(() => add(form));
      } catch (error) {
        if (!isGone) setTrouble(passkeyTrouble(error));
      }
    };
    void make();
    return () => {
      isGone = true;
    };
  }, [begin.state, add]);

  const codes = added.data?.codes;
  if (added.status === "success" && !isHidden && !isAdding)
    return (
      <div className="flex flex-col gap-4">
        <Alert tone="success">
          {added.message} {say("Your other sessions have ended.")}
        </Alert>
        {codes ? <CodeList codes={codes} /> : null}
        <Button onClick={() => setHidden(true)} className="self-start">
          {codes ? say("I have kept the codes") : say("Done|button")}
        </Button>
      </div>
    );
  return (
    <form {...begin.formProps} className="flex flex-col gap-4">
      <FormProblem state={begin.state} fields={["name"]} />
      {trouble && !begin.pending ? <Alert tone="danger" title={say.any(trouble)} /> : null}
      <FormProblem state={added.status === "error" && !isAdding ? added : IDLE} fields={[]} />
      <TextField
        id="passkey-name"
        label={say("Name of the passkey")}
        name="name"
        defaultValue={say("My computer")}
        error={begin.state.fieldErrors?.["name"]}
        hint={say("To tell it from others.")}
        autoComplete="off"
        className="max-w-sm"
      />
      <Button
        type="submit"
        variant={isFirst ? "primary" : "secondary"}
        pending={begin.pending || isAdding}
        className="self-start"
      >
        {say("Add a passkey")}
      </Button>
    </form>
  );
}
