"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";
import { backUpNowAction } from "./actions";

/** One more backup, beside the daily ones. */
export function BackUpNow({ isBeingWritten }: { isBeingWritten: boolean }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(backUpNowAction);
  return (
    <form {...formProps} className="flex flex-wrap items-center gap-3">
      <Button type="submit" pending={pending || isBeingWritten}>
        {say("Back up now")}
      </Button>
      <span
        role="status"
        className={state.status === "error" ? "text-danger" : "text-sm text-ink-muted"}
      >
        {isBeingWritten ? say("A worker is writing it.") : null}
        {state.status === "error" && !pending ? state.message : null}
      </span>
    </form>
  );
}
