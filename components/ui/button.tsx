import type { ComponentProps, ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button-class";

export type ButtonProps = ButtonLook &
  ComponentProps<"button"> & {
    icon?: ReactNode;
    /** Shows progress and swallows clicks and submits, but keeps the button focusable. */
    pending?: boolean;
  };

/** A push button. `type` defaults to "button" so that it never submits a form by surprise. */
export function Button({
  variant,
  size,
  className,
  icon,
  pending = false,
  type = "button",
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // A pending submit button stops being one, so a second Enter cannot send the form again.
      type={pending ? "button" : type}
      onClick={pending ? undefined : onClick}
      aria-disabled={pending || rest["aria-disabled"] || undefined}
      aria-busy={pending || undefined}
      className={buttonClass({ variant, size, className })}
    >
      {icon}
      {children}
      {pending ? <PendingBar /> : null}
    </button>
  );
}

/** Lies inside the button's lower edge, so nothing moves when work starts. */
function PendingBar() {
  return (
    <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-current/30">
      <span className="block h-full w-2/5 animate-slide bg-current" />
    </span>
  );
}
