import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";
import { controlClass } from "./control-class";
import { PasswordInput } from "./password-input";
import { useSay } from "#say";

export type ControlProps = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** Message shown at the field; also marks the control invalid. */
  error?: ReactNode;
  optional?: boolean;
  /** Fixed id, needed when an error summary links to the field. */
  id?: string;
  className?: string;
};

/**
 * Label, hint and error around any control. The child is a function that receives the ids to put
 * on the control. "Optional" stays outside the label so that the field's name is the label alone.
 */
export function Field({
  label,
  hint,
  error,
  optional,
  id,
  className,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const say = useSay();
  const generated = useId();
  const controlId = id ?? generated;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={controlId} className="font-medium text-ink">
          {label}
        </label>
        {optional ? <span className="text-sm text-ink-faint">{say("Optional")}</span> : null}
      </div>
      {children({
        id: controlId,
        "aria-describedby": describedBy,
        "aria-invalid": error ? true : undefined,
      })}
      {error ? (
        <p id={errorId} className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert className="mt-px size-4 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? (
        <p id={hintId} className="text-sm text-ink-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      {...rest}
      className={controlClass(clsx("h-8 px-2.5 read-only:bg-sunken max-sm:h-10", className))}
    />
  );
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={4}
      {...rest}
      className={controlClass(clsx("px-2.5 py-1.5 read-only:bg-sunken", className))}
    />
  );
}

export function NativeSelect({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={controlClass(clsx("h-8 px-2 max-sm:h-10", className))} />;
}

type Without<T extends "input" | "textarea" | "select"> = Omit<
  ComponentProps<T>,
  "id" | "className" | "aria-invalid" | "aria-describedby"
>;

function split<P extends FieldProps>(props: P) {
  const { label, hint, error, optional, id, className, ...control } = props;
  return { field: { label, hint, error, optional, id, className }, control };
}

/** Field around an `<input>`; every other prop goes to the input. */
export function TextField(props: FieldProps & Without<"input">) {
  const { field, control } = split(props);
  return <Field {...field}>{(ids) => <Input {...control} {...ids} />}</Field>;
}

/** Field around a `<textarea>`. */
export function TextareaField(props: FieldProps & Without<"textarea">) {
  const { field, control } = split(props);
  return <Field {...field}>{(ids) => <Textarea {...control} {...ids} />}</Field>;
}

/** Field around a native `<select>`; pass `<option>` elements as children. */
export function SelectField(props: FieldProps & Without<"select">) {
  const { field, control } = split(props);
  return <Field {...field}>{(ids) => <NativeSelect {...control} {...ids} />}</Field>;
}

/** Field around a hidden-by-default secret input with a show/hide switch. Paste and password managers work. */
export function PasswordField(props: FieldProps & Omit<Without<"input">, "type">) {
  const { field, control } = split(props);
  return <Field {...field}>{(ids) => <PasswordInput {...control} {...ids} />}</Field>;
}
