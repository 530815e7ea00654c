"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** Submit button of the form around it; shows progress while that form is being sent. */
export function SubmitButton({ variant = "primary", ...rest }: Omit<ButtonProps, "type">) {
  const { pending } = useFormStatus();
  return (
    <>
      <Button {...rest} type="submit" variant={variant} pending={pending || rest.pending} />
      <span role="status" className="sr-only">
        {pending ? "Working on it" : ""}
      </span>
    </>
  );
}
