"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ROLES, type Role } from "@/lib/auth/roles";
import { invitePersonAction } from "./actions";
import { OneTimeLink } from "./one-time-link";
import { RoleSelect } from "./role-select";

export type InviteFormProps = {
  roles: readonly Role[];
  /** A link that was withdrawn or used in the meantime is not offered any more. */
  openInviteIds: string[];
  timeZone: string;
};

/** Invites somebody and shows the link to send them, once. */
export function InviteForm({ roles, openInviteIds, timeZone }: InviteFormProps) {
  const { state, pending, formProps } = useServerForm(invitePersonAction, { resetOnSuccess: true });
  const errors = state.fieldErrors ?? {};
  const typed = state.status === "error" ? state.values : undefined;
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem state={state} fields={["email", "role"]} />
      <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <TextField
          label="Email"
          name="email"
          type="email"
          defaultValue={typed?.["email"]}
          error={errors["email"]}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <RoleSelect
          roles={roles}
          defaultRole={ROLES.find((role) => role === typed?.["role"]) ?? "support"}
          error={errors["role"]}
        />
        {/* As far down as a label is high, so that button and fields stand on one line. */}
        <Button type="submit" variant="primary" pending={pending} className="md:mt-6">
          Invite person
        </Button>
      </div>
      {state.data && !pending && openInviteIds.includes(state.data.inviteId) ? (
        <OneTimeLink
          title={`Send this link to ${state.data.email}`}
          link={state.data.link}
          expiresAt={state.data.expiresAt}
          timeZone={timeZone}
        />
      ) : null}
    </form>
  );
}
