"use client";

import { useEffect, useRef } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { PasswordField, TextField } from "@/components/ui/field";
import { PASSWORD_HINT } from "@/app/_forms/password-hint";
import { useLinkToken } from "../use-link-token";
import { createOwnerAction } from "./actions";
import { useSay } from "#say";

const FIELDS = ["setupToken", "name", "email", "password"];

/** Creates the owner account. The setup token is filled in from the one-time link. */
export function SetupForm() {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(createOwnerAction);
  const token = useLinkToken();
  const tokenInput = useRef<HTMLInputElement>(null);
  const errors = state.fieldErrors ?? {};

  // Written into the field instead of held in state, so that it can still be typed over.
  useEffect(() => {
    if (token && tokenInput.current) tokenInput.current.value = token;
  }, [token]);

  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={FIELDS} />
      <TextField
        ref={tokenInput}
        label={say("Setup token")}
        name="setupToken"
        hint={
          token
            ? say("Filled in from the link you opened.")
            : say("Printed by npm start on this server.")
        }
        error={errors["setupToken"]}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextField
        label={say("Name")}
        name="name"
        defaultValue={state.values?.["name"]}
        error={errors["name"]}
        autoComplete="name"
        required
      />
      <TextField
        label={say("Email")}
        name="email"
        type="email"
        defaultValue={state.values?.["email"]}
        hint={say("You sign in with it. Portico sends no mail.")}
        error={errors["email"]}
        autoComplete="username"
        required
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
        {say("Create owner account")}
      </Button>
    </form>
  );
}
