"use client";

import { startTransition, useActionState, useEffect, useRef, type FormEvent } from "react";
import { IDLE, type ActionState } from "@/lib/actions/action-state";

/**
 * A form around a server action. It is sent by script when there is one, because React clears a form it sends itself
 * and with it the passwords and tokens that the server rightly does not hand back. Without script it is sent as usual.
 */
export function useServerForm<Data = undefined>(
  action: (previous: ActionState<Data>, form: FormData) => Promise<ActionState<Data>>,
  { resetOnSuccess = false }: { resetOnSuccess?: boolean } = {},
) {
  const ref = useRef<HTMLFormElement>(null);
  const [state, send, pending] = useActionState<ActionState<Data>, FormData>(action, IDLE);

  useEffect(() => {
    if (state.status === "success" && resetOnSuccess) ref.current?.reset();
    if (state.status !== "error") return;
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state, resetOnSuccess]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  }

  return { state, pending, formProps: { ref, action: send, onSubmit, noValidate: true } };
}
