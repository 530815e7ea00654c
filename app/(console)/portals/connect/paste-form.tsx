"use client";

import { useServerForm } from "@/app/_forms/use-server-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useSay } from "#say";
import { finishPastedAction } from "../actions";

/** Finishes a connection whose redirect URI lives elsewhere. What is pasted never comes back into the page. */
export function PasteForm({ attemptId, redirectUri }: { attemptId: string; redirectUri: string }) {
  const { state, pending, formProps } = useServerForm(finishPastedAction);
  const say = useSay();
  const fieldError = state.fieldErrors?.pastedSecret;
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <input type="hidden" name="attemptId" value={attemptId} />
      <TextField
        label={say("Redirected address or code")}
        name="pastedSecret"
        error={fieldError}
        hint={say(
          "After consent the browser lands on an address that begins with {address}. It works once and only for a few minutes.",
          { address: redirectUri },
        )}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="wrap-anywhere"
      />
      {state.status === "error" && !fieldError && !pending ? (
        <Alert tone="danger" title={state.message} />
      ) : null}
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {say("Finish connection")}
        </Button>
      </div>
    </form>
  );
}
