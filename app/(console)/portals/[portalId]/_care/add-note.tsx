"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextareaField } from "@/components/ui/field";
import { useSay } from "#say";
import { MAX_NOTE } from "@/lib/portals/care/limits";
import { addNoteAction } from "./actions";

/** What is typed stays until it is stored. */
export function AddNote({ portalId }: { portalId: string }) {
  const { state, pending, formProps } = useServerForm(addNoteAction, { resetOnSuccess: true });
  const say = useSay();
  return (
    <form {...formProps} className="flex flex-col items-start gap-2 print:hidden">
      <div className="w-full">
        <FormProblem state={state} fields={["text"]} />
        <input type="hidden" name="portalId" value={portalId} />
        <TextareaField
          label={say("New note")}
          name="text"
          rows={2}
          maxLength={MAX_NOTE}
          error={state.fieldErrors?.["text"]}
        />
      </div>
      <Button type="submit" size="sm" pending={pending}>
        {say("Add note")}
      </Button>
      <span role="status" className="sr-only">
        {state.status === "success" && !pending ? say("The note is added.") : ""}
      </span>
    </form>
  );
}
