"use client";

import { useState } from "react";
import { Dialog, DialogBody, DialogCancel } from "@/components/ui/popup/dialog";
import type { StepUpProps } from "@/components/ui/popup/step-up-slot";
import { StepUpForm } from "./step-up-form";
import { useSay } from "#say";

/** Asks over the form that needs it; the form behind stays as it is. */
export default function StepUpQuestion({ methods, onConfirmed }: StepUpProps) {
  const say = useSay();
  const [answered, setAnswered] = useState<string[]>();
  return (
    <Dialog
      title={say("Confirm that it is you")}
      description={say(
        "This needs more than an open browser. For ten minutes you will not be asked again.",
      )}
      open={answered !== methods}
      onOpenChange={(open) => setAnswered(open ? undefined : methods)}
    >
      <DialogBody className="pb-5">
        <StepUpForm
          methods={methods}
          onConfirmed={() => {
            setAnswered(methods);
            onConfirmed();
          }}
        >
          <DialogCancel />
        </StepUpForm>
      </DialogBody>
    </Dialog>
  );
}
