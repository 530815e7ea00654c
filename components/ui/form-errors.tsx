"use client";

import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";

export type FormError = {
  /** Id of the control, when the error belongs to one. */
  fieldId?: string;
  message: string;
};

export type FormErrorsProps = {
  title: ReactNode;
  errors?: FormError[];
  /** Reference, retry button and the like. */
  children?: ReactNode;
  /**
   * "summary" focuses this box, "first-field" the first control in error.
   * Pass a new `errors` array per submit so that focus moves again.
   */
  focus?: "summary" | "first-field" | "none";
  className?: string;
};

/** Summary above a form that was refused. Each entry links to its field. Render it only when there are errors. */
export function FormErrors(props: FormErrorsProps) {
  const { title, errors, children, focus = "summary", className } = props;
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (focus === "none") return;
    const first = errors?.find(({ fieldId }) => fieldId)?.fieldId;
    const field = focus === "first-field" && first ? document.getElementById(first) : null;
    (field ?? box.current)?.focus();
  }, [errors, focus]);

  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      aria-labelledby={titleId}
      className={clsx(
        "flex items-start gap-3 rounded-lg border border-danger-line bg-danger-soft px-3.5 py-3 text-danger",
        className,
      )}
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        <p id={titleId} className="font-semibold">
          {title}
        </p>
        {errors && errors.length > 0 ? (
          <ul className="mt-1 list-disc space-y-0.5 ps-4">
            {errors.map(({ fieldId, message }) => (
              <li key={`${fieldId ?? ""}${message}`}>
                {fieldId ? (
                  <a href={`#${fieldId}`} className="inline-block min-h-6 underline">
                    {message}
                  </a>
                ) : (
                  message
                )}
              </li>
            ))}
          </ul>
        ) : null}
        {children ? <div className="mt-2 text-ink-muted">{children}</div> : null}
      </div>
    </div>
  );
}
