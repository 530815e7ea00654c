"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { PASSWORD_HINT } from "@/app/_forms/password-hint";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/field";
import { useSay } from "#say";
import { changePasswordAction } from "./actions";

const FIELDS = ["currentPassword", "newPassword"];

/** Changes the viewer's own password; their other sessions end. */
export function PasswordForm({ email }: { email: string }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(changePasswordAction, {
    resetOnSuccess: true,
  });
  const errors = state.fieldErrors ?? {};
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={FIELDS} />
      {/* Not sent and not shown: it tells password managers which account the password is for. */}
      <input
        type="email"
        autoComplete="username"
        value={email}
        readOnly
        aria-hidden
        tabIndex={-1}
        className="sr-only"
      />
      <PasswordField
        label={say("Current password")}
        name="currentPassword"
        error={errors["currentPassword"]}
        autoComplete="current-password"
        required
      />
      <PasswordField
        label={say("New password")}
        name="newPassword"
        hint={say.any(PASSWORD_HINT)}
        error={errors["newPassword"]}
        autoComplete="new-password"
        required
      />
      {state.status === "success" && !pending ? (
        <Alert tone="success">{state.message}</Alert>
      ) : null}
      <Button type="submit" pending={pending} className="self-start">
        {say("Change password")}
      </Button>
    </form>
  );
}
