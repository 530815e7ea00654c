"use client";

import { useState } from "react";
import { StepUpForm } from "@/app/_forms/step-up/step-up-form";
import { Alert } from "@/components/ui/alert";
import { useSay } from "#say";

/** Goes on to where one was going; a download leaves this page where it is. */
export function ConfirmAndGoOn({ methods, goTo }: { methods: string[]; goTo: string }) {
  const say = useSay();
  const [isConfirmed, setConfirmed] = useState(false);
  if (isConfirmed)
    return (
      <Alert tone="success" title={say("Confirmed")}>
        {say.rich("If nothing happens, <a>go on</a>.", {
          a: (text) => (
            <a href={goTo} className="underline">
              {text}
            </a>
          ),
        })}
      </Alert>
    );
  return (
    <StepUpForm
      methods={methods}
      onConfirmed={() => {
        setConfirmed(true);
        window.location.assign(goTo);
      }}
    />
  );
}
