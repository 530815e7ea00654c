"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Leads to the identity provider. */
export function SsoButton({ label, goTo }: { label: string; goTo: string }) {
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
      Continue with {label}
    </Button>
  );
}
