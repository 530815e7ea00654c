"use client";

import { signIn } from "next-auth/react";
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
        void signIn("oidc", { callbackUrl: goTo });
      }}
    >
      Continue with {label}
    </Button>
  );
}
