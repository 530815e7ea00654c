import type { ComponentProps, ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button-class";
import { Link } from "./link";

export type LinkButtonProps = ButtonLook & ComponentProps<typeof Link> & { icon?: ReactNode };

/** A link that looks like a button: use it whenever the act is only "go there". */
export function LinkButton({ variant, size, className, icon, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={buttonClass({ variant, size, className })}>
      {icon}
      {children}
    </Link>
  );
}
