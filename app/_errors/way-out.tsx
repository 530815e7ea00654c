import type { ReactNode } from "react";
import { buttonClass, type ButtonLook } from "@/components/ui/button-class";

/**
 * A link out of a page that went wrong. It loads the next page as a whole: nothing of the broken one may stay, and
 * every page carries its error pages, so they carry no router.
 */
export function WayOut({
  href,
  children,
  ...look
}: ButtonLook & { href: string; children: ReactNode }) {
  return (
    <a href={href} className={buttonClass(look)}>
      {children}
    </a>
  );
}
