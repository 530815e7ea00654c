import clsx from "clsx";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import { ThemeSwitch } from "./theme/theme-switch";
import { useSay } from "#say";

export type AuthCardProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Above the card: demo banner, system checks. */
  banner?: ReactNode;
  /** Under the card: help and other ways in. */
  footer?: ReactNode;
  width?: "sm" | "lg";
  className?: string;
  children: ReactNode;
};

/** Page frame for signing in, first set-up and invitations: one centred card with the page's h1. */
export function AuthCard(props: AuthCardProps) {
  const { title, description, banner, footer, width = "sm", className, children } = props;
  const say = useSay();
  return (
    <div className="flex min-h-dvh flex-col">
      {banner}
      <main
        id="content"
        tabIndex={-1}
        className="flex flex-1 flex-col items-center px-4 py-8 outline-none sm:justify-center sm:py-12"
      >
        <div className={clsx("w-full", width === "lg" ? "max-w-2xl" : "max-w-sm", className)}>
          <Logo className="mb-6" />
          <div className="rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7">
            <h1 tabIndex={-1} className="rounded text-xl font-semibold tracking-tight">
              {title}
            </h1>
            {description ? <p className="mt-1 text-ink-muted">{description}</p> : null}
            <div className="mt-5">{children}</div>
          </div>
          {footer ? <div className="mt-4 text-sm text-ink-faint">{footer}</div> : null}
        </div>
      </main>
      <footer className="flex justify-center p-4">
        <ThemeSwitch
          label={say("Theme")}
          names={{ light: say("Light"), dark: say("Dark"), system: say("System") }}
        />
      </footer>
    </div>
  );
}
