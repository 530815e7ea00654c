"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { createResetLink, invitePerson, withdrawInvite } from "@/lib/people/invites";
import { changeRole, disablePerson, enablePerson, resetFactors } from "@/lib/people/manage";
import { changeRoleInput, inviteInput, personIdInput } from "@/lib/people/schemas";
import { withdrawnWords } from "@/lib/people/withdrawn-words";

const inviteIdInput = z.strictObject({ inviteId: z.uuid() });

export const invitePersonAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: inviteInput,
  lists: ["appIds"],
  async run(ctx, input) {
    const { inviteId, link, expiresAt } = await invitePerson(ctx, input);
    const data = { inviteId, link, expiresAt: expiresAt.toISOString(), email: input.email };
    return { message: `${input.email} is invited.`, data };
  },
});

export const createResetLinkAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: personIdInput,
  async run(ctx, { personId }) {
    const { inviteId, link, expiresAt } = await createResetLink(ctx, personId);
    return { data: { inviteId, link, expiresAt: expiresAt.toISOString() } };
  },
});

export const withdrawInviteAction = defineAction({
  permission: "people.manage",
  input: inviteIdInput,
  async run(ctx, { inviteId }) {
    await withdrawInvite(ctx, inviteId);
    return { message: "The link no longer works." };
  },
});

export const changeRoleAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: changeRoleInput,
  lists: ["appIds"],
  async run(ctx, input) {
    const { linksWithdrawn } = await changeRole(ctx, input);
    return { message: `Changed.${withdrawnWords(linksWithdrawn)}` };
  },
});

export const disablePersonAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: personIdInput,
  async run(ctx, { personId }) {
    const { linksWithdrawn } = await disablePerson(ctx, personId);
    const message = `The person is disabled and signed out.${withdrawnWords(linksWithdrawn)}`;
    return { message };
  },
});

export const resetFactorsAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: personIdInput,
  async run(ctx, { personId }) {
    const { removed } = await resetFactors(ctx, personId);
    const none = "They had no second factor.";
    return { message: removed === 0 ? none : "Their password alone signs them in now." };
  },
});

export const enablePersonAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: personIdInput,
  async run(ctx, { personId }) {
    const { linksWithdrawn } = await enablePerson(ctx, personId);
    return { message: `The person can sign in again.${withdrawnWords(linksWithdrawn)}` };
  },
});
