"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";
import { checkAuditAction } from "./actions";

/** One more check, beside the nightly ones. */
export function CheckAudit() {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(checkAuditAction);
  return (
    <form {...formProps} className="mt-4 flex flex-wrap items-center gap-3">
      <Button type="submit" pending={pending}>
        {say("Check now")}
      </Button>
      <span role="status" className={state.status === "error" ? "text-danger" : "text-sm text-ok"}>
        {state.status !== "idle" && !pending ? state.message : null}
      </span>
    </form>
  );
}
