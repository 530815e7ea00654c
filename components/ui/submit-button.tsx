"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";
import { useSay } from "#say";

/** Submit button of the form around it; shows progress while that form is being sent. */
export function SubmitButton({ variant = "primary", ...rest }: Omit<ButtonProps, "type">) {
  const say = useSay();
  const { pending } = useFormStatus();
  return (
    <>
      <Button {...rest} type="submit" variant={variant} pending={pending || rest.pending} />
      <span role="status" className="sr-only">
        {pending ? say("Working on it") : ""}
      </span>
    </>
  );
}
