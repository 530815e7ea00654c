"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";

/** Leads to the identity provider. */
export function SsoButton({ label, goTo }: { label: string; goTo: string }) {
  const say = useSay();
  const [isPending, setPending] = useState(false);
  return (
    <Button
      variant="primary"
      size="lg"
      pending={isPending}
      onClick={() => {
        setPending(true);
        void import("next-auth/react").then((auth) => auth.signIn("oidc", { callbackUrl: goTo }));
      }}
    >
      {say("Continue with {label}", { label })}
    </Button>
  );
}
