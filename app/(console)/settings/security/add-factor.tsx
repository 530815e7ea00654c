"use client";

import { useState } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Copyable } from "@/components/copyable";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useSay } from "#say";
import { beginFactorAction, confirmFactorAction } from "./actions";
import { CodeList } from "./code-list";

interface Begun {
  factorId: string;
  secret: string;
  uri: string;
  code: { size: number; path: string };
}

/** Sets an authenticator app up in two steps: what it scans, and a code of it. */
export function AddFactor({ isFirst }: { isFirst: boolean }) {
  const say = useSay();
  const begin = useServerForm(beginFactorAction, { resetOnSuccess: true });
  const [done, setDone] = useState<string>();
  const begun = begin.state.data;
  if (begun && begun.factorId !== done)
    return <Confirm key={begun.factorId} begun={begun} onClose={() => setDone(begun.factorId)} />;
  return (
    <form {...begin.formProps} className="flex flex-col gap-4">
      <FormProblem state={begin.state} fields={["name"]} />
      <TextField
        label={say("Name")}
        name="name"
        defaultValue={say("My phone")}
        error={begin.state.fieldErrors?.["name"]}
        hint={say("To tell it from others.")}
        autoComplete="off"
        className="max-w-sm"
      />
      <Button type="submit" pending={begin.pending} className="self-start">
        {isFirst ? say("Set up an authenticator app") : say("Add another")}
      </Button>
    </form>
  );
}

/** The second step, and what comes of it. */
function Confirm({ begun, onClose }: { begun: Begun; onClose: () => void }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(confirmFactorAction);
  if (state.status === "success") {
    const codes = state.data?.codes;
    return (
      <div className="flex flex-col gap-4">
        <Alert tone="success">
          {state.message} {say("Your other sessions have ended.")}
        </Alert>
        {codes ? <CodeList codes={codes} /> : null}
        <Button onClick={onClose} className="self-start">
          {codes ? say("I have kept the codes") : say("Done|button")}
        </Button>
      </div>
    );
  }
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={["code"]} />
      <input type="hidden" name="factorId" value={begun.factorId} />
      <div className="flex flex-wrap items-start gap-6">
        <QrCode {...begun.code} />
        <div className="flex min-w-0 flex-1 basis-64 flex-col gap-4">
          <p className="text-ink-muted">
            {say("Scan this with the app, or type the key into it. Then enter the code it shows.")}
          </p>
          <div className="rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere">
            <Copyable value={begun.secret} label={say("Copy key")} />
          </div>
          <TextField
            label={say("Code")}
            name="code"
            error={state.fieldErrors?.["code"]}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            required
          />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {say("Finish")}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {say("Cancel")}
        </Button>
      </div>
    </form>
  );
}

/** Dark on light in both themes: cameras expect it. */
function QrCode({ size, path }: Begun["code"]) {
  const say = useSay();
  return (
    <div className="bg-white rounded-md border border-line p-3">
      <svg
        role="img"
        aria-label={say("QR code for the authenticator app")}
        viewBox={`0 0 ${size} ${size}`}
        className="text-black size-44"
        shapeRendering="crispEdges"
      >
        <path d={path} fill="currentColor" />
      </svg>
    </div>
  );
}
