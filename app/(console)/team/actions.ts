"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { createResetLink, invitePerson, withdrawInvite } from "@/lib/people/invites";
import { changeRole, disablePerson, enablePerson, resetFactors } from "@/lib/people/manage";
import { changeRoleInput, inviteInput, personIdInput } from "@/lib/people/schemas";
import { withdrawnWords } from "@/lib/people/withdrawn-words";
import { say } from "@/lib/say/say";

const inviteIdInput = z.strictObject({ inviteId: z.uuid() });

export const invitePersonAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: inviteInput,
  lists: ["appIds"],
  async run(ctx, input) {
    const { inviteId, link, expiresAt } = await invitePerson(ctx, input);
    const data = { inviteId, link, expiresAt: expiresAt.toISOString(), email: input.email };
    return { message: say("{email} is invited.", { email: input.email }), data };
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
    return { message: say("The link no longer works.") };
  },
});

export const changeRoleAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: changeRoleInput,
  lists: ["appIds"],
  async run(ctx, input) {
    const ended = await changeRole(ctx, input);
    return { message: `${say("Changed.")}${withdrawnWords(ended)}` };
  },
});

export const disablePersonAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: personIdInput,
  async run(ctx, { personId }) {
    const ended = await disablePerson(ctx, personId);
    const done = say("The person is disabled and signed out.");
    return { message: `${done}${withdrawnWords(ended)}` };
  },
});

export const resetFactorsAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: personIdInput,
  async run(ctx, { personId }) {
    const { removed } = await resetFactors(ctx, personId);
    const none = say("They had no second factor.");
    return { message: removed === 0 ? none : say("Their password alone signs them in now.") };
  },
});

export const enablePersonAction = defineAction({
  permission: "people.manage",
  stepUp: true,
  input: personIdInput,
  async run(ctx, { personId }) {
    const ended = await enablePerson(ctx, personId);
    return { message: `${say("The person can sign in again.")}${withdrawnWords(ended)}` };
  },
});
