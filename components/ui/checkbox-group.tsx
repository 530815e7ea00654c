import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";

type CheckboxGroupProps = {
  label: string;
  hint?: string;
  error?: string;
  className?: string;
  children: ReactNode;
};

/** Several checkboxes that answer one question, with what a field has: a label, a hint and an error. */
export function CheckboxGroup({ label, hint, error, className, children }: CheckboxGroupProps) {
  const id = useId();
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <fieldset
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy || undefined}
      className={clsx("min-w-0", className)}
    >
      <legend id={`${id}-label`} className="mb-1 font-medium text-ink">
        {label}
      </legend>
      {children}
      {error ? (
        <p id={`${id}-error`} className="mt-1 flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert className="mt-px size-4 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-ink-faint">
          {hint}
        </p>
      ) : null}
    </fieldset>
  );
}
