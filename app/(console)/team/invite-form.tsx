"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { invitePersonAction } from "./actions";
import { OneTimeLink } from "./one-time-link";
import { RightsFields } from "./rights-fields";
import type { AppOption, RoleOption } from "./role-options";
import { useSay } from "#say";

export type InviteFormProps = {
  roles: readonly RoleOption[];
  apps: readonly AppOption[];
  /** A link that was withdrawn or used in the meantime is not offered any more. */
  openInviteIds: string[];
  timeZone: string;
};

/** Invites somebody and shows the link to send them, once. */
export function InviteForm({ roles, apps, openInviteIds, timeZone }: InviteFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(invitePersonAction, { resetOnSuccess: true });
  const errors = state.fieldErrors ?? {};
  const typed = state.status === "error" ? state.values : undefined;
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={["email", "role", "reach", "appIds"]} />
      <div className="grid items-start gap-4 md:grid-cols-3">
        <TextField
          label={say("Email")}
          name="email"
          type="email"
          defaultValue={typed?.["email"]}
          error={errors["email"]}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <RightsFields
          // After an invitation the form begins anew.
          key={state.data?.inviteId}
          roles={roles}
          apps={apps}
          role={roles.some(({ key }) => key === "support") ? "support" : (roles[0]?.key ?? "")}
          limit={null}
          errors={errors}
        />
      </div>
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        {say("Invite person")}
      </Button>
      {state.data && !pending && openInviteIds.includes(state.data.inviteId) ? (
        <OneTimeLink
          title={say("Send this link to {email}", { email: state.data.email })}
          link={state.data.link}
          expiresAt={state.data.expiresAt}
          timeZone={timeZone}
        />
      ) : null}
    </form>
  );
}
