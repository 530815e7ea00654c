"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { startInstallAction } from "./actions";

/** The one button of the install page. */
export function InstallForm({ slug, label }: { slug: string; label: string }) {
  const [state, submit, pending] = useActionState(startInstallAction, IDLE as ActionState);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="slug" value={slug} />
      {state.status === "error" && !pending ? <Alert tone="danger" title={state.message} /> : null}
      <Button
        type="submit"
        variant="primary"
        pending={pending}
        className="h-auto min-h-8 w-full py-1.5 whitespace-normal max-sm:min-h-10 sm:w-auto sm:self-start"
      >
        {label}
      </Button>
    </form>
  );
}
