"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { PasswordField, TextField } from "@/components/ui/field";
import { PASSWORD_HINT } from "@/app/_forms/password-hint";
import { acceptInviteAction } from "./actions";
import { useSay } from "#say";

export type JoinFormProps = { token: string; email: string; isReset: boolean };

/** Name and password of a new person, or the new password of one who has forgotten it. */
export function JoinForm({ token, email, isReset }: JoinFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(acceptInviteAction);
  const errors = state.fieldErrors ?? {};
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={isReset ? ["password"] : ["name", "password"]} />
      <input type="hidden" name="token" value={token} />
      {isReset ? null : (
        <TextField
          label={say("Name")}
          name="name"
          defaultValue={state.values?.["name"]}
          error={errors["name"]}
          autoComplete="name"
          required
        />
      )}
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
        label={say("Password")}
        name="password"
        hint={say(PASSWORD_HINT)}
        error={errors["password"]}
        autoComplete="new-password"
        required
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {isReset ? say("Save password") : say("Create account")}
      </Button>
    </form>
  );
}
