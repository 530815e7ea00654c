"use client";

import { startTransition, useActionState, useMemo, useState, type FormEvent } from "react";
import { useDraft, type Draft } from "@/app/_forms/draft";
import { LeaveGuard } from "@/app/_forms/leave-guard";
import { SaveRow } from "@/app/_forms/save-row";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { FormErrors } from "@/components/ui/form-errors";
import { useToast } from "@/components/ui/popup/toast";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import type { CatalogueScope } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";
import { APP_LABELS, DRAFT_FIELDS, type AppFormValues, type ExistingApp } from "./app-fields";
import { IdentityFields, VersionField } from "./identity-fields";
import { ScopeDifference } from "./_scopes/scope-difference";
import { ConfirmBehind } from "./_scopes/scope-impact";
import { readLists, ScopePicker } from "./_scopes/scope-picker";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

export type AppFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  values: AppFormValues;
  versions: { value: string; label: string }[];
  catalogue: CatalogueScope[];
  ownCallback: string;
  existing?: ExistingApp;
  /** Under which name what is typed is kept in this tab until it is saved. */
  draftName: string;
};

/** Adds or changes an app. A secret is typed only once, when the app is added, and is kept nowhere. */
export function AppForm(props: AppFormProps) {
  const say = useSay();
  const base = props.existing?.updatedAt ?? "";
  const { draft, keep, forget } = useDraft(props.draftName, base, DRAFT_FIELDS);
  const [isFresh, setFresh] = useState(false);
  const found = isFresh ? null : draft;
  return (
    <>
      {found ? (
        <Alert
          tone="info"
          className="mb-5"
          title={say("What you typed before is back")}
          actions={
            <Button
              onClick={() => {
                forget();
                setFresh(true);
              }}
            >
              {say("Start over")}
            </Button>
          }
        >
          {props.existing
            ? say("You left this form before it was saved.")
            : say(
                "You left this form before it was saved. Secrets are never kept: type the client secret again.",
              )}
        </Alert>
      ) : null}
      <Body
        {...props}
        key={found ? "draft" : isFresh ? "fresh" : "stored"}
        draft={found}
        onKeep={keep}
        onForget={forget}
      />
    </>
  );
}

type BodyProps = AppFormProps & {
  draft: Draft | null;
  onKeep: (form: HTMLFormElement) => void;
  onForget: () => void;
};

function Body(props: BodyProps) {
  const { action, values, versions, catalogue, ownCallback, existing, draft } = props;
  const say = useSay();
  const toast = useToast();
  const [isDirty, setDirty] = useState(draft !== null);
  const [state, submit, pending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await action(previous, data);
    // As a toast: a saved app is shown in a new form, and words inside this one would go with it.
    if (next.status === "success") {
      props.onForget();
      if (next.message) toast.show({ title: next.message });
    } else setDirty(true);
    return next;
  }, IDLE as ActionState);
  const errors = useMemo(() => state.fieldErrors ?? {}, [state.fieldErrors]);
  /** What was typed outlives an error, and the end of a session. */
  const textOf = (name: keyof AppFormValues) => {
    const value = values[name];
    const stored = Array.isArray(value) ? value.join("\n") : value;
    return state.values?.[name] ?? draft?.[name] ?? stored;
  };
  const [texts, setTexts] = useState({
    required: textOf("requiredScopes"),
    conditional: textOf("conditionalScopes"),
    optional: textOf("optionalScopes"),
  });
  const lists = readLists(texts);
  const [unconfirmed, setUnconfirmed] = useState<FormData | null>(null);
  const sets = existing?.grantedSets ?? [];
  const behind = portalsBehind(sets, lists.required);
  const leavesBehind = behind > portalsBehind(sets, values.requiredScopes);
  const listed = useMemo(
    () =>
      Object.entries(errors).map(([field, message]) => ({
        fieldId: field,
        message: `${labelOf(field, say)}: ${message ?? ""}`,
      })),
    [errors, say],
  );

  // Not through `action`: React would empty the form afterwards, and a typed secret would be gone after an error.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    props.onKeep(event.currentTarget);
    const data = new FormData(event.currentTarget);
    if (leavesBehind) setUnconfirmed(data);
    else save(data);
  }

  function save(data: FormData) {
    setDirty(false);
    setUnconfirmed(null);
    startTransition(() => submit(data));
  }

  return (
    <form
      action={submit}
      onSubmit={send}
      onChange={(event) => {
        const form = event.currentTarget;
        setDirty(true);
        // After the fields that React holds have taken their new value.
        queueMicrotask(() => props.onKeep(form));
      }}
      noValidate
      className="flex flex-col gap-6"
    >
      {existing ? (
        <>
          <input type="hidden" name="appId" value={existing.appId} />
          <input type="hidden" name="updatedAt" value={existing.updatedAt} />
        </>
      ) : null}
      {state.status === "error" && !pending ? (
        <FormErrors title={state.message ?? say("This could not be saved.")} errors={listed} />
      ) : null}
      <IdentityFields
        textOf={textOf}
        errors={errors}
        ownCallback={ownCallback}
        asksSecret={!existing}
      />
      <section aria-labelledby="scopes-title" className="flex flex-col gap-3">
        <h3 id="scopes-title" className="font-medium">
          {say("Scopes")}
        </h3>
        <ScopePicker catalogue={catalogue} texts={texts} errors={errors} onTexts={setTexts} />
        {existing ? (
          <ScopeDifference
            before={{
              required: values.requiredScopes,
              conditional: values.conditionalScopes,
              optional: values.optionalScopes,
            }}
            after={lists}
            sets={sets}
          />
        ) : null}
      </section>
      <VersionField textOf={textOf} errors={errors} versions={versions} />
      <div className="sticky bottom-0 z-10 -mx-4 -mb-4 flex flex-wrap items-center gap-2 rounded-b-lg border-t border-line bg-surface px-4 py-3 sm:-mx-5 sm:px-5">
        <SaveRow
          label={say("Save app")}
          variant="primary"
          state={state}
          pending={pending}
          isDirty={isDirty}
        />
        {existing ? null : <LinkButton href="/apps">{say("Cancel")}</LinkButton>}
      </div>
      <ConfirmBehind
        behind={behind}
        isOpen={unconfirmed !== null}
        onCancel={() => setUnconfirmed(null)}
        onConfirm={() => unconfirmed && save(unconfirmed)}
      />
      <LeaveGuard
        isDirty={isDirty}
        onLeave={() => {
          setDirty(false);
          props.onForget();
        }}
      />
    </form>
  );
}

const labelOf = (name: string, say: BrowserSay) =>
  say(name in APP_LABELS ? APP_LABELS[name as keyof typeof APP_LABELS] : "Form");
