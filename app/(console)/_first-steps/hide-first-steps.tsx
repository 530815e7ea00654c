"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { hideFirstStepsAction } from "../actions";
import { useSay } from "#say";

/** They go for everybody; what is not done stays to be done on its own page. */
export function HideFirstSteps() {
  const say = useSay();
  const { pending, formProps } = useServerForm(hideFirstStepsAction);
  return (
    <form {...formProps}>
      <Button type="submit" variant="ghost" size="sm" pending={pending}>
        {say("Hide")}
      </Button>
    </form>
  );
}
