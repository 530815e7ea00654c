"use client";

import { startTransition, useActionState, useEffect, type ReactNode } from "react";
import { AuthCard } from "@/components/auth-card";
import { LinkButton } from "@/components/ui/link-button";
import { Skeleton } from "@/components/ui/skeleton";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import { useLinkToken } from "../use-link-token";
import { previewInviteAction } from "./actions";
import { JoinForm } from "./join-form";
import { useSay } from "#say";

type Preview = { email: string; isReset: boolean };

export type JoinScreenProps = { banner: ReactNode; signedInAs: string | undefined };

/** Finds out whom the link in the address is for, then lets them choose name and password. */
export function JoinScreen(props: JoinScreenProps) {
  const say = useSay();
  const token = useLinkToken();
  if (token === null) return <LinkProblem {...props} reason={say("This address holds no link.")} />;
  if (token === undefined) return <Checking {...props} />;
  return <WithToken key={token} token={token} {...props} />;
}

function WithToken({ token, banner, signedInAs }: JoinScreenProps & { token: string }) {
  const say = useSay();
  const [state, ask] = useActionState<ActionState<Preview>, FormData>(previewInviteAction, IDLE);
  useEffect(() => {
    const form = new FormData();
    form.set("token", token);
    startTransition(() => ask(form));
  }, [ask, token]);

  if (state.status === "error") {
    return <LinkProblem banner={banner} reason={state.fieldErrors?.["token"] ?? state.message} />;
  }
  if (!state.data) return <Checking banner={banner} />;
  const { email, isReset } = state.data;
  return (
    <AuthCard
      title={
        isReset
          ? say("Choose a new password for {email}", { email })
          : say("Join Portico as {email}", { email })
      }
      description={
        isReset
          ? say("Everybody signed in with the old password is signed out.")
          : say("Portico is this team's console for HubSpot connections.")
      }
      banner={banner}
      footer={
        signedInAs && signedInAs !== email
          ? say(
              "You are signed in as {current}. Going on signs this browser in as {email} instead.",
              { current: signedInAs, email },
            )
          : undefined
      }
      className="wrap-anywhere"
    >
      <JoinForm token={token} email={email} isReset={isReset} />
    </AuthCard>
  );
}

function Checking({ banner }: Pick<JoinScreenProps, "banner">) {
  const say = useSay();
  return (
    <AuthCard title={say("Checking your link")} banner={banner}>
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">{say("Checking your link")}</span>
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </div>
      <noscript>
        <p className="mt-4 text-ink-muted">
          {say(
            "This page needs JavaScript: the secret part of the link stays in your browser until you send the form.",
          )}
        </p>
      </noscript>
    </AuthCard>
  );
}

function LinkProblem({ banner, reason }: Pick<JoinScreenProps, "banner"> & { reason?: string }) {
  const say = useSay();
  return (
    <AuthCard title={say("This link cannot be used")} description={reason} banner={banner}>
      <p className="text-ink-muted">
        {say(
          "A link works once, and for a limited time. Open it exactly as you received it; if that does not help, ask an owner or admin of this console for a new one.",
        )}
      </p>
      <LinkButton href="/login" className="mt-4">
        {say("Go to sign in")}
      </LinkButton>
    </AuthCard>
  );
}
