"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { PasswordField, TextField } from "@/components/ui/field";
import { useServerForm } from "../use-server-form";
import { FormProblem } from "../form-problem";
import { AtProvider } from "./at-provider";
import { PasskeyButton } from "../passkey-button";
import { confirmChallengeAction, confirmPasskeyAction, confirmSessionAction } from "./actions";
import { useSay } from "#say";

interface StepUpFormProps {
  methods: string[];
  onConfirmed: () => void;
  /** What stands beside the button. */
  children?: ReactNode;
}

/** A password or a code, by which somebody shows that it is still them. */
export function StepUpForm({ methods, onConfirmed, children }: StepUpFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(confirmSessionAction);
  const [method, setMethod] = useState(methods[0] ?? "password");
  const done = useRef(onConfirmed);
  useEffect(() => {
    done.current = onConfirmed;
  });
  useEffect(() => {
    if (state.status === "success") done.current();
  }, [state]);
  const others = methods.filter((one) => one !== method);
  if (method === "provider")
    return (
      <AtProvider onDone={onConfirmed}>
        <OtherWays methods={others} onChoose={setMethod} />
        {children}
      </AtProvider>
    );
  if (method === "passkey")
    return (
      <div className="flex flex-col gap-4">
        <PasskeyButton
          label={say("Use a passkey")}
          variant="primary"
          size="lg"
          challenge={confirmChallengeAction}
          finish={confirmPasskeyAction}
          onDone={onConfirmed}
        />
        <OtherWays methods={others} onChoose={setMethod} />
        <div className="flex justify-end">{children}</div>
      </div>
    );
  return (
    <form
      {...formProps}
      onSubmit={(event) => {
        // It may stand inside another form's tree, which must not be sent by this.
        event.stopPropagation();
        formProps.onSubmit(event);
      }}
      className="flex flex-col gap-4"
    >
      <FormProblem state={state} fields={["currentPassword", "code"]} />
      <input type="hidden" name="method" value={method} />
      {method === "code" ? (
        <TextField
          label={say("Code")}
          name="code"
          error={state.fieldErrors?.["code"]}
          hint={say("Six digits from your authenticator app.")}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
        />
      ) : (
        <PasswordField
          label={say("Your password")}
          name="currentPassword"
          error={state.fieldErrors?.["currentPassword"]}
          autoComplete="current-password"
          autoFocus
          required
        />
      )}
      <OtherWays methods={others} onChoose={setMethod} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {children}
        <Button type="submit" variant="primary" pending={pending}>
          {say("Confirm")}
        </Button>
      </div>
    </form>
  );
}

const WORDS = {
  passkey: "Use a passkey",
  password: "Use your password",
  code: "Use a code of your authenticator app",
  provider: "Sign in once more",
} as const;

function OtherWays(props: { methods: string[]; onChoose: (method: string) => void }) {
  const say = useSay();
  if (props.methods.length === 0) return null;
  return (
    <div className="-ms-2.5 flex flex-wrap">
      {props.methods.map((method) => (
        <Button key={method} variant="ghost" size="sm" onClick={() => props.onChoose(method)}>
          {method in WORDS ? say(WORDS[method as keyof typeof WORDS]) : null}
        </Button>
      ))}
    </div>
  );
}
