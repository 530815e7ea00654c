import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { useSay } from "#say";

type AtProviderProps = { onDone: () => void; children?: ReactNode };

/** Who they are is shown at the identity provider, in a window of its own; the form stays here. */
export function AtProvider({ onDone, children }: AtProviderProps) {
  const say = useSay();
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">
        {say(
          "Sign in once more through your identity provider, in a new window. Then come back and go on.",
        )}
      </p>
      <a
        href="/confirm/provider"
        target="_blank"
        rel="noopener"
        className={buttonClass({ variant: "primary", size: "lg" })}
      >
        {say("Open a window to sign in")}
      </a>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {children}
        <Button onClick={onDone}>{say("I have signed in again")}</Button>
      </div>
    </div>
  );
}
