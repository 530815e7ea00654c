"use client";

import { useActionState, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField, TextField } from "@/components/ui/field";
import { ScopeList } from "@/components/scope-list";
import { useSay } from "#say";
import { IDLE, type ActionState } from "@/lib/actions/action-state";
import type { ConnectApp } from "@/lib/portals/connect/connect-options";
import { startConnectAction } from "../actions";
import { InstallCapNotice } from "./install-cap-notice";
import { PasteSteps, type StartedConnect } from "./paste-steps";

type ConnectFormProps = { apps: ConnectApp[]; initialSlug?: string; portalId?: string };

/** Chooses app and scopes, then leaves for HubSpot's consent page. */
export function ConnectForm({ apps, initialSlug, portalId }: ConnectFormProps) {
  const [state, submit, pending] = useActionState(
    startConnectAction,
    IDLE as ActionState<StartedConnect>,
  );
  const say = useSay();
  const [appId, setAppId] = useState(
    (apps.find((app) => app.slug === initialSlug) ?? apps[0])?.id ?? "",
  );
  const app = apps.find(({ id }) => id === appId);
  if (state.data && app) return <PasteSteps {...state.data} redirectUri={app.redirectUri} />;
  return (
    <form action={submit} className="flex flex-col gap-5">
      {portalId ? <input type="hidden" name="portalId" value={portalId} /> : null}
      {state.status === "error" && !pending ? <Alert tone="danger" title={state.message} /> : null}
      {portalId ? (
        <input type="hidden" name="appId" value={appId} />
      ) : (
        <SelectField
          label={say("App")}
          name="appId"
          value={appId}
          onChange={(event) => setAppId(event.target.value)}
          error={state.fieldErrors?.appId}
          className="max-w-md"
        >
          {apps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {portalId ? null : (
        <TextField
          label={say("Hub ID, if known")}
          name="hubId"
          inputMode="numeric"
          optional
          defaultValue={state.values?.hubId}
          error={state.fieldErrors?.hubId}
          hint={say("HubSpot's page then opens for that account.")}
          autoComplete="off"
          className="max-w-md"
        />
      )}
      {app ? <Choices key={app.id} app={app} /> : null}
      <div className="flex items-center gap-3 border-t border-line pt-5">
        <Button type="submit" variant="primary" pending={pending}>
          {say("Continue to HubSpot")}
        </Button>
      </div>
    </form>
  );
}

function Choices({ app }: { app: ConnectApp }) {
  const say = useSay();
  return (
    <>
      {app.credentialsRefused ? (
        <Alert tone="warning" title={say("HubSpot refuses this app's credentials at the moment")}>
          {say(
            "The connection will fail until its client ID and secret are corrected on the app’s page.",
          )}
        </Alert>
      ) : null}
      {app.redirectsHere ? null : (
        <Alert tone="info" title={say("This app's redirect URI points somewhere else")}>
          {say(
            "HubSpot will not come back to this console. You give consent in another tab, then paste the address it redirected to.",
          )}
        </Alert>
      )}
      {app.installCap ? <InstallCapNotice use={app.installCap} /> : null}
      <section>
        <h2 className="mb-2 font-medium">{say("HubSpot will ask for")}</h2>
        <ScopeList label={say("Always asked for")} scopes={app.requiredScopes} />
      </section>
      {app.conditionalScopes.length > 0 ? (
        <fieldset>
          <legend className="mb-1 font-medium">{say("Also require")}</legend>
          {app.conditionalScopes.map(({ name, meaning }) => (
            <Checkbox
              key={name}
              name="extraScopes"
              value={name}
              label={<code className="font-mono text-sm">{name}</code>}
              hint={meaning}
            />
          ))}
        </fieldset>
      ) : null}
      {app.optionalScopes.length > 0 ? (
        <fieldset>
          <legend className="mb-1 font-medium">{say("Ask for if the portal has it")}</legend>
          {app.optionalScopes.map(({ name, meaning }) => (
            <Checkbox
              key={name}
              name="extraScopes"
              value={name}
              defaultChecked
              label={<code className="font-mono text-sm">{name}</code>}
              hint={meaning}
            />
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
