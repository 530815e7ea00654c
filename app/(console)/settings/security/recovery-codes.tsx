"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";
import { renewCodesAction } from "./actions";
import { CodeList } from "./code-list";

/** How many are left, and new ones. */
export function RecoveryCodes({ left }: { left: number }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(renewCodesAction);
  const codes = pending ? undefined : state.data?.codes;
  return (
    <div className="flex flex-col gap-4">
      <p className={left < 3 ? "text-warn" : "text-ink-muted"}>
        {left < 3
          ? say("{left:number} of 10 are left. Make new ones soon.", { left })
          : say("{left:number} of 10 are left.", { left })}
      </p>
      {codes ? <CodeList codes={codes} /> : null}
      <form {...formProps} className="flex flex-col gap-4">
        <FormProblem state={state} fields={[]} />
        <Button type="submit" pending={pending} className="self-start">
          {say("Make new codes")}
        </Button>
      </form>
    </div>
  );
}
