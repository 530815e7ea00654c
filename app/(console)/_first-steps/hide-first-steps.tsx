"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { hideFirstStepsAction } from "../actions";

/** They go for everybody; what is not done stays to be done on its own page. */
export function HideFirstSteps() {
  const { pending, formProps } = useServerForm(hideFirstStepsAction);
  return (
    <form {...formProps}>
      <Button type="submit" variant="ghost" size="sm" pending={pending}>
        Hide
      </Button>
    </form>
  );
}
