import clsx from "clsx";
import { useId, type ComponentProps, type ReactNode } from "react";

export type ChoiceProps = Omit<ComponentProps<"input">, "type" | "id"> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** A native checkbox or radio with its label and an optional hint; the whole line is the target. */
export function Choice({
  type,
  label,
  hint,
  className,
  ...rest
}: ChoiceProps & { type: "checkbox" | "radio" }) {
  const id = useId();
  return (
    <div className={clsx("flex items-start gap-2.5", className)}>
      <input
        {...rest}
        id={id}
        type={type}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="m-1 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block min-h-6 cursor-pointer py-0.5 font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-ink-faint">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
