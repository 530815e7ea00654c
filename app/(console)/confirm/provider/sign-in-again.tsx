"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useSay } from "#say";

/** Asks the identity provider to ask once more who it is (prompt=login, OpenID Connect Core section 3.1.2.1). */
export function SignInAgain({ label }: { label: string }) {
  const say = useSay();
  const [isPending, setPending] = useState(false);
  return (
    <Button
      variant="primary"
      size="lg"
      pending={isPending}
      onClick={() => {
        setPending(true);
        void import("next-auth/react").then((auth) =>
          auth.signIn("oidc", { callbackUrl: "/confirm/provider?done=1" }, { prompt: "login" }),
        );
      }}
    >
      {say("Continue with {label}", { label })}
    </Button>
  );
}
